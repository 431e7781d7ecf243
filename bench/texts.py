"""Texts as people write them on boards: short thanks, long answers, lists, quotes, links, a little code."""

from __future__ import annotations

import random

NOUNS = (
    "board bearing battery belt blade bolt bracket brake cable carburettor chain charger circuit clamp coil compressor "
    "controller driver engine exhaust fan filter firmware frame fuse gasket gauge gear handle harness hinge hose lamp "
    "lathe lens lever manual motor mount needle nozzle nut oil panel part pedal pin pipe plate pump radiator receiver "
    "relay ring rotor screw seal seat sensor shaft shed socket spring starter strap supply switch tank terminal thread "
    "tube tyre valve vice washer wheel wire workshop"
).split()
VERBS = (
    "adjust align bend bleed buy calibrate change charge check clean connect cut drill drop fill find fit fix flush "
    "glue grease heat hold insulate lift loosen lower measure mount oil open order pull push rebuild release remove "
    "repair replace reset sand seal solder strip swap test tighten trim turn warm wire"
).split()
ADJECTIVES = (
    "big blue brittle broken careful cheap clean cold cracked dirty dry dull early factory faint fine fresh gentle "
    "green hard heavy hot late loose loud narrow new noisy odd old original plain quiet rare reliable rough rusty "
    "short simple slow small smooth soft spare stiff strange stuck sturdy thin tight tiny tired tricky used warm wet "
    "wide worn"
).split()
OPENERS = (
    "Had the same trouble last winter.", "Thanks, that did it!", "I would not do that.", "Just a thought:",
    "Update for whoever finds this later:", "Sorry for the late answer.", "Good question.", "Has anybody tried this?",
    "Pictures would help.", "First post here, so be gentle.", "I measured it again today.", "That depends.",
)  # fmt: skip


def sentence(rng: random.Random) -> str:
    """One sentence, 6 to 18 words."""
    noun, other = rng.choice(NOUNS), rng.choice(NOUNS)
    shape = rng.randrange(6)
    if shape == 0:
        return f"You have to {rng.choice(VERBS)} the {rng.choice(ADJECTIVES)} {noun} before you {rng.choice(VERBS)} it."
    if shape == 1:
        return f"Mine has a {rng.choice(ADJECTIVES)} {noun} and a {rng.choice(ADJECTIVES)} {other}, and it still works."
    if shape == 2:
        minutes = rng.randint(2, 90)
        return f"When I {rng.choice(VERBS)} the {noun}, the {other} is {rng.choice(ADJECTIVES)} after {minutes} min."
    if shape == 3:
        return f"Is it safe to {rng.choice(VERBS)} a {noun} that is this {rng.choice(ADJECTIVES)}?"
    if shape == 4:
        price = rng.randint(12, 480)
        return f"The shop wanted {price} for the {noun}, so I made one from a {rng.choice(ADJECTIVES)} {other}."
    return f"Do not {rng.choice(VERBS)} anything near the {other} until the {noun} is {rng.choice(ADJECTIVES)} again."


def title(rng: random.Random) -> str:
    """A topic's title."""
    words = f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}"
    shapes = (
        f"How do you {rng.choice(VERBS)} a {words}?",
        f"{words.capitalize()} on a {rng.randint(1962, 2024)} model",
        f"[Solved] {words.capitalize()} will not {rng.choice(VERBS)}",
        f"My {words}: a build diary",
        f"{words.capitalize()} or {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}?",
    )
    return rng.choice(shapes)


def text(rng: random.Random) -> str:
    """One post in Markdown: 1 to 12 sentences, sometimes with a list, a quote, a link or code."""
    paragraphs = [f"{rng.choice(OPENERS)} {sentence(rng)}"]
    for _ in range(min(6, int(rng.expovariate(0.7)))):
        paragraphs.append(" ".join(sentence(rng) for _ in range(rng.randint(1, 4))))
    extra = rng.random()
    if extra < 0.10:
        paragraphs.insert(1, "\n".join(f"- {sentence(rng)}" for _ in range(rng.randint(2, 6))))
    elif extra < 0.22:
        paragraphs.insert(0, f"> {sentence(rng)} {sentence(rng)}")
    elif extra < 0.30:
        paragraphs.append(f"See https://example.org/{rng.choice(NOUNS)}/{rng.randint(1, 999)} for the **manual**.")
    elif extra < 0.33:
        paragraphs.append(f"```\n{rng.choice(NOUNS)} --{rng.choice(VERBS)} {rng.randint(1, 9)}\n```")
    return "\n\n".join(paragraphs)
