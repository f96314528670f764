"""What visitors of the load test do: they ask again what a browser was seen to ask, some of it with other indicators.

Read by locust, which `load.py` starts: it is not imported by anything else.
"""

# pyright: basic, reportMissingImports=false, reportMissingModuleSource=false
import json
import os
import random
from pathlib import Path

from locust import FastHttpUser, task

SEEN = json.loads(Path(os.environ["SEEN"]).read_text())
PAGES, QUESTIONS, CHOICES, INDICATORS = (SEEN[name] for name in ("pages", "questions", "choices", "indicators"))
API = [f"/api/v1/observations?indicator={one}&partnership=fife&area_type=ward&format=csv" for one in INDICATORS]
JSON = {"Content-Type": "application/json", "Accept-Encoding": "br"}
PATIENCE = 30


class Visitor(FastHttpUser):
    """One request a second: mostly questions of pages, now and then a page, the interface, or a file.

    They come at random moments, as people do: with equal waits, visitors who arrive together stay in step for ever.
    """

    wait_time = staticmethod(lambda: random.expovariate(1))
    network_timeout = connection_timeout = PATIENCE

    @task(20)
    def page(self) -> None:
        """The shell of a page."""
        self.client.get(random.choice(PAGES), name="page", headers={"Accept-Encoding": "br"})

    @task(60)
    def question(self) -> None:
        """What a page asked: its content, or the answer to a choice."""
        self.ask(random.choice(QUESTIONS), "callback")

    @task(15)
    def choice(self) -> None:
        """Another indicator on the explorer, any of them."""
        asked = json.loads(random.choice(CHOICES))
        for given in asked["inputs"]:
            if isinstance(given, dict) and given.get("id") == "explore-indicator":
                given["value"] = random.choice(INDICATORS)
        self.ask(json.dumps(asked), "callback, any indicator")

    @task(4)
    def interface(self) -> None:
        """Another program reads figures."""
        self.client.get(random.choice(API), name="open interface")

    @task(1)
    def step(self) -> None:
        """A step of one's own weights, which nobody has tried: what a browser asks while they are typed."""
        steps = ",".join(f"{random.uniform(0, 9):.1f}" for _ in range(3))
        self.client.get(f"/ahead/need?weights={steps}", name="weights, typed", headers={"Accept-Encoding": "br"})

    @task(1)
    def file(self) -> None:
        """A chart's figures as CSV."""
        self.client.get(random.choice(SEEN["files"]), name="export")

    def ask(self, body: str, name: str) -> None:
        """A question of Dash; an answer that says that it failed is an error."""
        with self.client.post(
            "/_dash-update-component", data=body, headers=JSON, name=name, catch_response=True
        ) as answer:
            if answer.status_code not in {200, 204} or b"did not work" in (answer.content or b""):
                answer.failure(f"status {answer.status_code}")
