"""A flow drawn: blocks nest, so the picture is the flow."""

import re

import pytest

from bot.flow.graph import mermaid
from bot.flow.release import Release, assemble
from bot.folder import read_folder, shipped
from tests.little import release_of

EVERY = """
flow: every
title: Tous les verbes
steps:
  - say: "**Un** \\"mot\\" qui est assez long pour devoir être coupé quelque part ici"
  - ask: way
    text: Par où ?
    choices: {left: Gauche, right: Droite}
  - set: {x: 1}
  - if: way == 'left'
    then:
      - checklist: todo
        text: Liste
        items: {one: Un}
  - case: way
    left: [{do: letter, with: {template: "'bank'"}, as: sent}]
    right: [{stop: done}]
  - repeat:
      - call: start
    while: way == 'left'
    max: 2
"""
DRAWN = """flowchart TD
  begin(["Tous les verbes"])
  n1["Un 'mot' qui est assez long pour devoir être co…"]
  begin --> n1
  n2[/"Par où ?"/]
  n1 --> n2
  n3{"way == 'left'"}
  n2 --> n3
  n4[/"Liste"/]
  n3 -->|yes| n4
  n5{"way"}
  n4 --> n5
  n3 -->|no| n5
  n6[("letter")]
  n5 -->|left| n6
  n7(["done"])
  n5 -->|right| n7
  n8{{"up to 2 times"}}
  n6 --> n8
  n9[["start"]]
  n8 --> n9
  n10{"way == 'left'"}
  n9 --> n10
  n10 -->|yes| n8
  over(["end"])
  n10 -->|no| over
"""


def test_every_verb_has_its_shape() -> None:
    """Words are boxes, questions slanted, branches diamonds, loops arrows back."""
    assert mermaid(release_of(EVERY).flows["every"]) == DRAWN


@pytest.fixture(scope="module")
def whole() -> Release:
    """Return the guidance as it ships."""
    return assemble(read_folder(*shipped()))[0]


def test_every_shipped_flow_is_drawn_the_same_twice(whole: Release) -> None:
    """No flow is left out, none draws differently, every arrow leads to what is drawn."""
    for flow in whole.flows.values():
        drawn = mermaid(flow)
        assert drawn == mermaid(flow)
        nodes = set(re.findall(r"^  (\w+)[\[({]", drawn, re.MULTILINE))
        for line in drawn.split("\n"):
            if "-->" in line:
                assert line.split()[0] in nodes
                assert line.split()[-1] in nodes
