"""The high-tech rule in OpenFisca-core: reads the columns that compare/rules
wrote into a folder and prints, as it does, "work <tab> key <tab> value".

Six conditions of 国科发火〔2016〕32号 article 11 on entity firm, each a variable,
thresholds from a parameter tree, one look-up with three bands. OpenFisca holds
amounts in 32 bits; the second run sets 64, as thresholds to the yuan need."""
import os
import sys
import time

import numpy as np
from openfisca_core import entities, parameters, periods, taxbenefitsystems, variables
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.variables import config

PERIOD = "2019"
AMOUNTS = ["staff", "tech_staff", "sales_last", "sales_sum_3y", "rd_sum_3y", "rd_domestic_3y", "ht_income", "total_income", "ip_class1", "ip_class2"]
CRITERIA = ["hnte.age", "hnte.ip_owned", "hnte.tech_staff", "hnte.rd_ratio", "hnte.domestic_share", "hnte.ht_income"]


def reaches(a, b):
    """a >= b, ties at the last bits included, as quanyu's rules compare."""
    return a >= b - 1e-12 * np.maximum(np.abs(a), np.abs(b))


def tree():
    """Thresholds with their dates."""
    value = lambda v: {"values": {"2016-01-01": {"value": v}}}
    return parameters.ParameterNode("", data={
        "age_days": value(365), "tech_staff": value(0.10), "domestic": value(0.60), "ht_income": value(0.60),
        "rd": {"small": value(0.05), "middle": value(0.04), "large": value(0.03), "small_upto": value(5e7), "middle_upto": value(2e8)},
    })


def system(width):
    """One entity and its variables, amounts in so many bits."""
    config.VALUE_TYPES[float]["dtype"] = {32: np.float32, 64: np.float64}[width]
    firm = entities.build_entity(key="firm", plural="firms", label="企业", is_person=True)
    out = taxbenefitsystems.TaxBenefitSystem([firm])
    out.parameters = tree()

    def variable(name, kind, formula=None):
        body = {"value_type": kind, "entity": firm, "definition_period": periods.YEAR, "label": name}
        if formula:
            body["formula"] = formula
        out.add_variable(type(name, (variables.Variable,), body))

    for name in [*AMOUNTS, "age_in_days"]:
        variable(name, float)
    p = lambda parameters, period: parameters(period)
    variable("hnte.age", bool, lambda f, t, q: f("age_in_days", t) >= p(q, t).age_days)
    variable("hnte.ip_owned", bool, lambda f, t, q: f("ip_class1", t) + f("ip_class2", t) > 0)
    variable("hnte.tech_staff", bool, lambda f, t, q: reaches(f("tech_staff", t), p(q, t).tech_staff * f("staff", t)) & (f("tech_staff", t) != 0))

    def rd_ratio(f, t, q):
        rd, sales = p(q, t).rd, f("sales_last", t)
        rate = np.select([sales <= rd.small_upto, sales <= rd.middle_upto], [rd.small, rd.middle], rd.large)
        return reaches(f("rd_sum_3y", t), rate * f("sales_sum_3y", t)) & (f("rd_sum_3y", t) != 0)

    variable("hnte.rd_ratio", bool, rd_ratio)
    variable("hnte.domestic_share", bool, lambda f, t, q: reaches(f("rd_domestic_3y", t), p(q, t).domestic * f("rd_sum_3y", t)))
    variable("hnte.ht_income", bool, lambda f, t, q: reaches(f("ht_income", t), p(q, t).ht_income * f("total_income", t)) & (f("ht_income", t) != 0))

    def eligible(f, t):
        return np.logical_and.reduce([f(c, t) for c in CRITERIA])

    variable("eligible", bool, eligible)
    return out


def run(folder, width, repeats=5):
    work = "openfisca_%d" % width
    columns = {n[:-4]: np.fromfile(os.path.join(folder, n)) for n in sorted(os.listdir(folder)) if n.endswith(".f64")}
    made = system(width)
    best = used = float("inf")
    for _ in range(repeats):
        simulation = SimulationBuilder().build_default_simulation(made, count=len(columns["staff"]))
        for name in [*AMOUNTS, "age_in_days"]:
            simulation.set_input(name, PERIOD, columns[name])
        start, before = time.perf_counter(), time.process_time()
        eligible = simulation.calculate("eligible", PERIOD)
        best, used = min(best, time.perf_counter() - start), min(used, time.process_time() - before)
    for c in CRITERIA:
        print(work, c, int(simulation.calculate(c, PERIOD).sum()), sep="\t")
    print(work, "eligible", int(eligible.sum()), sep="\t")
    print(work, "seconds", "%.5f" % best, sep="\t")
    print(work, "processor", "%.5f" % used, sep="\t")


for width in (32, 64):
    run(sys.argv[1], width)
