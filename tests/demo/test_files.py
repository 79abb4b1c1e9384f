"""Somebody who edits the texts of the demo hears in which file, and where in it, a mistake is."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from demo import files
from demo.files import ContentError, Where, read_mapping, read_records, record


@dataclass(frozen=True)
class Seat:
    place: str
    number: int
    note: str | None = None
    tags: list[str] = field(default_factory=list)


@pytest.fixture
def content(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(files, "CONTENT", tmp_path)
    return tmp_path


def test_records_are_read_with_the_place_where_they_stand(content):
    (content / "seats.yaml").write_text("[{place: raam, number: 1}, {place: deur, number: 2, tags: [vrij]}]")
    read = read_records("seats.yaml", Seat)
    assert [seat for seat, _where in read] == [Seat("raam", 1), Seat("deur", 2, tags=["vrij"])]
    assert str(read[1][1]) == "seats.yaml: 2"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"place": "raam", "numer": 1}, "x.yaml: numer: unknown key; there is place, number, note, tags"),
        ({"place": "raam"}, "x.yaml: number: is missing"),
        ({"place": "raam", "number": "1"}, "x.yaml: number: is no int: '1'"),
        ({"place": "raam", "number": True}, "x.yaml: number: is no int: True"),
        ({"place": "raam", "number": 1, "note": 3}, "x.yaml: note: is no str: 3"),
        ({"place": "raam", "number": 1, "tags": "vrij"}, "x.yaml: tags: is no list: 'vrij'"),
        (["place"], "x.yaml: expected keys with values"),
    ],
)
def test_a_wrong_record_says_which_key_and_why(data, message):
    with pytest.raises(ContentError) as error:
        record(Seat, data, Where("x.yaml"))
    assert str(error.value) == message


def test_a_file_that_is_gone_or_broken_is_named(content):
    with pytest.raises(ContentError, match=r"nergens\.yaml: No such file"):
        read_mapping("nergens.yaml")
    (content / "scheef.yaml").write_text("a: [1")
    with pytest.raises(ContentError, match=r"scheef\.yaml: not valid YAML"):
        read_mapping("scheef.yaml")
    (content / "lijst.yaml").write_text("- 1")
    with pytest.raises(ContentError, match=r"lijst\.yaml: expected keys with values"):
        read_mapping("lijst.yaml")
