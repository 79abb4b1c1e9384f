"""Taking in the files of the registers: what is new, changed and closed, all of a file or nothing of it."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from intake.leads.boards import set_board
from intake.models import Organisation, Register, RegisterEntry
from intake.registers.importing import import_duo, import_lrk
from intake.registers.tables import RegisterFileError
from tests.factories.intake import OrganisationFactory
from tests.factories.registers import register_entry

pytestmark = pytest.mark.django_db
OPEN_DATA = (
    Path(__file__).resolve().parents[4] / "shared/data/duo/02.-alle-schoolvestigingen-basisonderwijs.csv"
)
HEADER = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
    "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENAAM;VAKANTIEREGIO"
)
WRALDWIZER = "Friesland;99001;99WW;99WW00;CBS De Wrâldwizer;Tsjerkepaad;1-A;9084 BB;GOUTUM;LEEUWARDEN;Noord"
WILG = "Utrecht;99001;99DW;99DW00;De Wilg;Kade;2;3991AB;HOUTEN GEM HOUTEN;HOUTEN;Midden"
LRK_HEADER = (
    "lrk_id;type_oko;actuele_naam_oko;aantal_kindplaatsen;status;opvanglocatie_adres;opvanglocatie_postcode;"
    "opvanglocatie_woonplaats;verantwoordelijke_gemeente;naam_houder;kvk_nummer_houder"
)
ZEEZOUT = "999100234;KDV;Zeezout;48;Ingeschreven;Duinweg 3;1781ZZ;Den Helder;Den Helder;Zilt BV;1234567"


@pytest.fixture
def file(tmp_path):
    """Writes a file of a register: its lines, and how it is called and coded."""

    def write(*lines: str, name: str = "02.-alle-schoolvestigingen-basisonderwijs.csv", encoding="cp1252"):
        path = tmp_path / name
        path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding, newline="")
        return path

    return write


def counts(summary) -> dict[str, int]:
    names = ("new", "changed", "same", "closed", "reopened", "left_out")
    return {name: getattr(summary, name) for name in names if getattr(summary, name)}


def stored(code: str) -> RegisterEntry:
    return RegisterEntry.objects.get(code=code)


def test_a_row_of_duo_becomes_an_entry_as_one_writes_it(file):
    import_duo(file(HEADER, WRALDWIZER))

    entry = stored("99WW00")
    assert (entry.register, entry.sector, entry.name) == ("primary", "primary", "CBS De Wrâldwizer")
    assert (entry.street, entry.postcode, entry.city) == ("Tsjerkepaad 1-A", "9084 BB", "Goutum")
    assert (entry.municipality, entry.province, entry.holiday_region) == ("Leeuwarden", "FR", "north")
    assert (entry.board_number, entry.closed_on) == ("99001", None)


@pytest.mark.parametrize(
    ("name", "encoding", "lines", "expected"),
    [
        ("vestigingen-bo.csv", "utf-8-sig", (HEADER, WILG), ("primary", "99DW00", "De Wilg")),
        (
            "02.-alle-vestigingen-vo.csv",
            "utf-8",
            ('"BRIN_NUMMER","VESTIGINGSNUMMER","VESTIGINGSNAAM","PLAATSNAAM","ONDERWIJSSTRUCTUUR"',
             '"99LO","99LO01","Lyceum Overzij","ROTTERDAM","HAVO/VWO, MAVO"'),
            ("secondary", "99LO01", "Lyceum Overzij"),
        ),
        (
            "alle vestigingen (v)so.csv",
            "cp1252",
            ("BRIN NUMMER;INSTELLINGSNAAM;PLAATSNAAM", "99LP;De Lantaarnpaal;DORDRECHT"),
            ("special", "99LP00", "De Lantaarnpaal"),
        ),
        (
            "adressen-bevoegde-gezagen.csv",
            "cp1252",
            ("BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;PLAATSNAAM", "99001;Stg Kwartslag;NIEUWEGEIN"),
            ("board", "99001", "Stg Kwartslag"),
        ),
    ],
    ids=["primary", "secondary", "special", "boards"],
)  # fmt: skip
def test_the_files_of_duo_differ_and_all_are_read(file, name, encoding, lines, expected):
    import_duo(file(*lines, name=name, encoding=encoding))

    entry = RegisterEntry.objects.get()
    assert (entry.register, entry.code, entry.name) == expected


def test_a_file_that_does_not_say_which_schools_it_has_is_asked_about(file):
    path = file(HEADER, WILG, name="download.csv")

    with pytest.raises(RegisterFileError, match="--register"):
        import_duo(path)
    import_duo(path, register=Register.SPECIAL)

    assert stored("99DW00").sector == "special"


def test_the_second_time_only_what_differs_changes(file):
    import_duo(file(HEADER, WRALDWIZER, WILG))
    again = import_duo(file(HEADER, WRALDWIZER, WILG))
    moved = import_duo(file(HEADER, WRALDWIZER.replace("Tsjerkepaad", "Buorren"), WILG))

    assert counts(again) == {"same": 2}
    assert counts(moved) == {"changed": 1, "same": 1}
    assert stored("99WW00").street == "Buorren 1-A"


def test_what_is_gone_is_closed_and_what_comes_back_is_open_again(file):
    import_duo(file(HEADER, WRALDWIZER, WILG))

    closing = import_duo(file(HEADER, WILG), today=date(2026, 11, 1))
    later = import_duo(file(HEADER, WILG), today=date(2026, 12, 1))
    assert (counts(closing), counts(later)) == ({"same": 1, "closed": 1}, {"same": 1})
    assert stored("99WW00").closed_on == date(2026, 11, 1)

    assert counts(import_duo(file(HEADER, WRALDWIZER, WILG))) == {"same": 1, "reopened": 1}
    assert stored("99WW00").closed_on is None


def test_a_file_closes_nothing_of_another_register(file):
    register_entry(register=Register.SECONDARY, code="99LO00")
    register_entry(register=Register.CHILDCARE, code="999100234")

    import_duo(file(HEADER, WILG))
    import_lrk(file(LRK_HEADER, ZEEZOUT.replace("999100234", "999100235"), name="lrk.csv"))

    assert set(RegisterEntry.objects.filter(closed_on=None).values_list("code", flat=True)) == {
        "99LO00", "99DW00", "999100235",
    }  # fmt: skip


def test_a_file_that_was_cut_off_closes_nothing_unless_one_says_so(file):
    rows = [WILG.replace("99DW", f"{number}DW") for number in range(30, 90)]
    import_duo(file(HEADER, *rows))

    with pytest.raises(RegisterFileError, match="40 van de 60"):
        import_duo(file(HEADER, *rows[:20], WRALDWIZER))
    assert (RegisterEntry.objects.filter(closed_on=None).count(), RegisterEntry.objects.count()) == (60, 60)

    assert import_duo(file(HEADER, *rows[:20]), close_many=True).closed == 40


def test_bad_rows_are_named_and_what_is_known_of_them_stays(file):
    import_duo(file(HEADER, WRALDWIZER, WILG))
    summary = import_duo(
        file(
            HEADER,
            WRALDWIZER.replace("9084 BB", "9084"),
            WILG.replace("99DW", "99ZZZ"),
            WILG,
            WILG.replace("De Wilg", "De Es"),
            WILG.replace("99DW", "99DX").replace("De Wilg", " "),
            WILG.replace("99DW", "99DY").rpartition(";")[0],
        )
    )

    assert [problem.line for problem in summary.problems] == [2, 3, 5, 6, 7]
    assert "9084" in summary.problems[0].reason
    assert "99ZZZ" in summary.problems[1].reason
    assert counts(summary) == {"same": 1}
    assert stored("99WW00").closed_on is None


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", "naam;plaats\nDe Wilg;Houten\n".encode("utf-16"), HEADER.encode() + b"\r\n",
     (HEADER + "\r\n" + WILG + "\r\n").encode() + b"\xff\x81;\r\n"],
    ids=["empty", "no text", "utf-16", "only a header", "broken halfway"],
)  # fmt: skip
def test_what_is_no_such_file_changes_nothing(tmp_path, content):
    register_entry()
    path = tmp_path / "basisonderwijs.csv"
    path.write_bytes(content)

    with pytest.raises(RegisterFileError):
        import_duo(path)

    assert list(RegisterEntry.objects.values_list("code", "closed_on")) == [("99WW00", None)]


def test_childcare_comes_with_its_holder_and_without_childminders(file):
    childminder = ZEEZOUT.replace("999100234", "999100777").replace("KDV", "VGO")
    gone = ZEEZOUT.replace("999100234", "999100888").replace("Ingeschreven", "Uitgeschreven")
    summary = import_lrk(file(LRK_HEADER, ZEEZOUT, childminder, gone, name="lrk.csv", encoding="utf-8"))

    entry = RegisterEntry.objects.get()
    assert counts(summary) == {"new": 1, "left_out": 2}
    assert (entry.code, entry.sector, entry.kind, entry.postcode) == (
        "999100234",
        "childcare",
        "KDV",
        "1781 ZZ",
    )
    assert (entry.board_number, entry.board_name) == ("01234567", "Zilt BV")
    assert (entry.postcode, entry.province, entry.holiday_region) == ("1781 ZZ", "NH", "north")


def test_the_commands_say_what_they_did(file):
    out, err = StringIO(), StringIO()
    call_command("import_duo", file(HEADER, WRALDWIZER, WILG + ";;", "x"), stdout=out, stderr=err)
    call_command("import_lrk", file(LRK_HEADER, ZEEZOUT, name="lrk.csv"), stdout=out, stderr=err)

    assert "2 nieuw" in out.getvalue()
    assert "regel 4" in err.getvalue()
    assert "░" not in err.getvalue()  # no progress bar in a log
    with pytest.raises(CommandError, match=r"Er is niets veranderd\.$"):
        call_command("import_duo", file("a;b", "1;2"))
    with pytest.raises(CommandError, match=r"weg\.csv"):
        call_command("import_duo", "weg.csv")


def test_organisations_that_we_know_are_completed_and_only_once(file, monkeypatch):
    monkeypatch.setattr("intake.leads.completing.BATCH", 2)
    nothing = {"street": "", "province": "", "holiday_region": "", "board_number": ""}
    first = OrganisationFactory(brin="99WW", postcode="9084 BB", city="Goutum hier", **nothing)
    second = OrganisationFactory(brin="99DW00", postcode="", city="", **nothing)
    moved = OrganisationFactory(brin="99ES00", postcode="1011 AB", city="Amsterdam", **nothing)
    alone = OrganisationFactory(brin="99ZZ00", postcode="9401 HA", **nothing)
    # Its board was chosen at the desk: that stays, whatever the register says.
    childcare = OrganisationFactory(
        lrk="999100234", postcode="1781 ZZ", city="Den Helder", board=alone, **nothing
    )
    es = "Drenthe;99001;99ES;99ES00;De Es;Brink;3;9401 HA;ASSEN;ASSEN;Noord"
    lines = (file(HEADER, WRALDWIZER, WILG, es), file(LRK_HEADER, ZEEZOUT, name="lrk.csv"))

    def run() -> str:
        out = StringIO()
        call_command("import_duo", lines[0], stdout=out)
        call_command("import_lrk", lines[1], stdout=out)
        return out.getvalue()

    said = run()
    assert [word in said for word in ("2 van onze organisaties aangevuld", "1 van onze")] == [True, True]
    for known in (first, second, moved, alone, childcare):
        known.refresh_from_db()
    assert (first.street, first.city, first.province) == ("Tsjerkepaad 1-A", "Goutum hier", "FR")
    assert (second.street, second.postcode, second.city) == ("Kade 2", "3991 AB", "Houten")
    assert (moved.street, moved.postcode, moved.board) == ("", "1011 AB", None)
    assert (alone.street, childcare.street) == ("", "Duinweg 3")
    assert (childcare.board, childcare.board_number) == (alone, "")
    assert first.board
    assert first.board == second.board  # two schools of one board make it known

    set_board(first, None, user=None)
    before = list(Organisation.objects.order_by("pk").values())
    assert "aangevuld" not in run()
    assert list(Organisation.objects.order_by("pk").values()) == before


@pytest.mark.skipif(
    not OPEN_DATA.exists(), reason="the open data of the national school register is not here"
)
def test_the_real_register_comes_in_whole_and_agrees_with_what_we_reckon(file):
    from intake.registers.postcodes import province_of
    from intake.registers.regions import holiday_region_of

    summary = import_duo(OPEN_DATA)

    assert (summary.new, summary.problems) == (summary.rows, [])
    rows = list(RegisterEntry.objects.values_list("postcode", "province", "holiday_region"))
    assert all(holiday_region_of(postcode) == region for postcode, _province, region in rows)
    strange = [row for row in rows if province_of(row[0]) != row[1]]
    assert len(strange) <= len(rows) // 500
