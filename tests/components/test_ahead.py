"""What is shown ahead of a choice is what the page's own callback then says."""

import pytest
from flask.testing import FlaskClient

from app import server
from dashboard.components import board_view, explore_view
from dashboard.components.need_choices import default_weights
from dashboard.evidence import evidence

OURS = evidence("perth-and-kinross")


@pytest.fixture
def client() -> FlaskClient:
    return server.test_client()


@pytest.mark.parametrize(
    "state",
    [
        {"indicator": "simd_employment", "areas": "data_zone"},
        {"indicator": "simd_crime"},
        {"indicator": "simd_income", "areas": "data_zone", "area": "S01011843"},
    ],
)
def test_the_explorer_ahead_is_the_explorer(client: FlaskClient, state: dict[str, str]) -> None:
    found = client.get("/ahead/explore", query_string=state)
    assert found.status_code == 200
    assert found.headers["Cache-Control"] == "no-store"
    assert found.json == explore_view.changing(OURS, state)
    assert set(found.json or {}) == set(explore_view.PARTS)


def test_the_ranking_ahead_is_the_ranking(client: FlaskClient) -> None:
    state = {"weights": "simd_like", "grain": "data_zone"}
    found = client.get("/ahead/need", query_string=state).json
    assert found == board_view.changing(OURS, state)
    assert found is not None
    assert set(found) == {*board_view.PARTS, board_view.MAP}
    assert found != client.get("/ahead/need", query_string={**state, "weights": "equal"}).json


@pytest.mark.parametrize("weights", ["custom", ",1,1", "1,2", "0,0,0", "-1,1,1"])
def test_weights_that_are_not_known_yet_show_nothing(client: FlaskClient, weights: str) -> None:
    assert client.get("/ahead/need", query_string={"weights": weights}).json == {}


def test_weights_of_indicators_that_are_the_partnerships_own_are_nothing_tried(client: FlaskClient) -> None:
    all_of_them = ",".join(f"{key}:{weight:g}" for key, weight in default_weights(OURS).items())
    assert client.get("/ahead/need", query_string={"indicators": all_of_them}).json == board_view.changing(OURS, {})
    first, _, rest = all_of_them.partition(",")
    found = client.get("/ahead/need", query_string={"indicators": f"{first.partition(':')[0]}:7,{rest}"}).json
    assert found == board_view.changing(OURS, {"indicators": f"{first.partition(':')[0]}:7"})


@pytest.mark.parametrize("indicators", ["simd_income:", "simd_income:-1", "no_such:1"])
def test_weights_of_indicators_that_cannot_be_used_show_nothing(client: FlaskClient, indicators: str) -> None:
    assert client.get("/ahead/need", query_string={"indicators": indicators}).json == {}


def test_another_partnership_has_its_own(client: FlaskClient) -> None:
    found = client.get("/ahead/explore", query_string={"partnership": "fife"}).json
    assert found is not None
    assert "Fife" in found["explore-sentence"]


def test_a_page_that_shows_nothing_ahead_is_not_found(client: FlaskClient) -> None:
    assert client.get("/ahead/methods").status_code == 404
