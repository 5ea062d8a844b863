from datetime import timedelta

import pyotp
import pytest

from desk.services.second_factor import matching_step
from tests.desk.fakes import NOON

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE = pyotp.TOTP(SECRET).at(NOON)
STEP = int(NOON.timestamp()) // 30


@pytest.mark.parametrize(("seconds", "fits"), [(-31, False), (-30, True), (0, True), (59, True), (60, False)])
def test_a_code_counts_half_a_minute_early_or_late(seconds, fits):
    assert (matching_step(SECRET, CODE, NOON + timedelta(seconds=seconds), 0) is not None) == fits


def test_a_code_that_was_used_or_an_earlier_one_does_not_count_again():
    assert matching_step(SECRET, CODE, NOON, STEP - 1) == STEP
    assert matching_step(SECRET, CODE, NOON, STEP) is None
    assert matching_step(SECRET, CODE, NOON, STEP + 1) is None


def test_spaces_and_dashes_in_a_code_do_not_matter():
    assert matching_step(SECRET, f" {CODE[:3]} {CODE[3:]} ", NOON, 0) == STEP


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "²²²²²²"])
def test_what_is_no_code_fits_nothing(code):
    assert matching_step(SECRET, code, NOON, 0) is None
