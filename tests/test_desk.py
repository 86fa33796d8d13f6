"""The application: nouns on their way to another process and back."""

import gc
import pickle
from dataclasses import fields, is_dataclass

from tests.making import article
from twosource import model
from twosource.desk import Options, _packed, _unpacked, prepare, statements


def test_what_was_sent_arrives_as_it_was() -> None:
    found = list(
        statements([article("Nine people died in Ardun on Tuesday, police said. “It rained,” Ann Bell said.")], Options())
    )
    sent = (found, prepare().settings, {"a": None})
    arrived = _unpacked(_packed(sent))
    assert arrived == sent
    assert repr(arrived) == repr(sent) == repr(pickle.loads(pickle.dumps(sent)))
    assert gc.isenabled()


def test_every_noun_keeps_its_fields_in_slots_of_its_own_kind() -> None:
    for kind in vars(model).values():
        if isinstance(kind, type) and is_dataclass(kind):
            assert {field.name for field in fields(kind)} == set(vars(kind)["__slots__"]), kind
