"""What a password costs whoever tries to guess it: the real hash, which the rest of the suite does without."""

import importlib.util

from app.identity import secrets


def test_a_password_is_hashed_at_owasp_s_floor_for_argon2id_and_nobody_s_as_well() -> None:
    spec = importlib.util.find_spec(secrets.__name__)
    assert spec is not None
    assert spec.loader is not None
    real = importlib.util.module_from_spec(spec)  # a copy of the module that no fixture has touched
    spec.loader.exec_module(real)
    for kept in (real.hashed("Lantern-Harbor-42"), real._nobody()):
        assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert real.matches(kept, "nobody has this password")
    assert not real.matches(kept, "somebody has this one")
