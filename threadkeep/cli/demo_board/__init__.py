"""The demo community: a small harbour town that mends things. Words in talk/*.toml, pictures drawn by pictures.py."""
