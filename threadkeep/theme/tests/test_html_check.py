"""The strict reader finds what it is there to find."""

import pytest

from threadkeep.theme.tests.html_check import faults_of_page


@pytest.mark.parametrize(
    "html",
    [
        "<p><div></div></p>",
        "<div><p></div>",
        "<a href='/'><a href='/'></a></a>",
        "<p style='color:red'></p>",
        "<p onclick='x()'></p>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<img src='/a'>",
        "<script>x()</script>",
        "<i id=a></i><i id=a></i>",
        "<p aria-labelledby='nothing'></p>",
        "<a href='#nothing'>x</a>",
        "<button><input></button>",
        "</p>",
        "<style>p{}</style>",
    ],
)
def test_a_fault_is_found(html: str) -> None:
    assert faults_of_page(html)


def test_a_clean_page_has_none() -> None:
    script = '<script type="application/json">{}</script>'
    html = '<ul><li id="a"><a href="#a">x</a><br><img src="/a" alt=""></li></ul>'
    assert faults_of_page(html + script) == []
