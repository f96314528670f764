"""The open interface as a program meets it."""

import importlib

import pytest
from flask.testing import FlaskClient


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    return importlib.import_module("app").server.test_client()
