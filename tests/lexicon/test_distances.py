"""How far apart cities lie."""

from twosource.lexicon.distances import kilometres


def test_the_distance_of_two_cities_does_not_depend_on_their_order() -> None:
    assert kilometres("Oslo", "Bergen") == kilometres("Bergen", "Oslo")


def test_a_place_that_is_not_listed_lies_nowhere() -> None:
    assert kilometres("Oslo", "Vessim") is None


def test_a_borough_lies_near_its_city() -> None:
    apart = kilometres("Bronx", "New York")
    assert apart is not None
    assert apart < 40


def test_a_small_city_of_a_large_ones_name_is_not_meant() -> None:
    apart = kilometres("Paris", "Dallas")  # Paris, Texas, is 150 km away
    assert apart is not None
    assert apart > 5000
