# Economic complexity by the Growth Lab's ecomplexity and by Datawheel's
# economic-complexity, and the extraction of every sector by numpy, on the tables in
# a folder: seconds and numbers by name.
import contextlib
import io
import sys
import time
import warnings

import economic_complexity
import numpy
import pandas
from ecomplexity import ecomplexity

warnings.simplefilter("ignore")


def growthlab(work):
    data = pandas.read_csv(f"{sys.argv[1]}/{work}.csv")
    start = time.time()
    with contextlib.redirect_stdout(io.StringIO()):
        out = ecomplexity(data, {"time": "year", "loc": "loc", "prod": "prod", "val": "val"})
    print(f"{work}\tseconds\t{time.time() - start}")
    for year, table in out.groupby("year"):
        locs = table.drop_duplicates("loc")
        for kind, name in (("eci", "eci"), ("coi", "coi")):
            for loc, value in zip(locs["loc"], locs[name]):
                print(f"{work}\t{year} {kind} {loc}\t{float(value):.17g}")
        prods = table.drop_duplicates("prod")
        for prod, value in zip(prods["prod"], prods["pci"]):
            print(f"{work}\t{year} pci {prod}\t{float(value):.17g}")
        for loc in sorted(locs["loc"])[:3]:
            rows = table[table["loc"] == loc]
            for prod, density, gain in zip(rows["prod"], rows["density"], rows["cog"]):
                print(f"{work}\t{year} density {loc} {prod}\t{float(density):.17g}")
                print(f"{work}\t{year} gain {loc} {prod}\t{float(gain):.17g}")


def datawheel(work):
    data = pandas.read_csv(f"{sys.argv[1]}/{work}.csv")
    start = time.time()
    rca = economic_complexity.rca(data.pivot(index="loc", columns="prod", values="val"))
    eci, pci = economic_complexity.complexity(rca)
    phi = economic_complexity.proximity(rca)
    density = economic_complexity.relatedness(rca, proximities=phi)
    gain = economic_complexity.opportunity_gain(rca, pci=pci, proximities=phi)
    print(f"{work}\tseconds\t{time.time() - start}")
    for loc, value in eci.items():
        print(f"{work}\t0 eci {loc}\t{float(value):.17g}")
    for prod, value in pci.items():
        print(f"{work}\t0 pci {prod}\t{float(value):.17g}")
    for loc in sorted(eci.index)[:3]:
        for prod in pci.index:
            print(f"{work}\t0 density {loc} {prod}\t{float(density.loc[loc, prod]):.17g}")
            print(f"{work}\t0 gain {loc} {prod}\t{float(gain.loc[loc, prod]):.17g}")


def extraction(work):
    table = numpy.loadtxt(f"{sys.argv[1]}/{work}.csv", delimiter=",")
    start = time.time()
    flows, final = table[:, :-1], table[:, -1]
    output = flows.sum(axis=1) + final
    coefficients = flows / output
    shares = []
    for k in range(len(output)):
        rest = numpy.arange(len(output)) != k
        left = numpy.linalg.solve(numpy.eye(len(output) - 1) - coefficients[numpy.ix_(rest, rest)], final[rest])
        shares.append((output.sum() - left.sum()) / output.sum())
    print(f"{work}\tseconds\t{time.time() - start}")
    for k, share in enumerate(shares):
        print(f"{work}\ts{k:03d}\t{share:.17g}")


growthlab("growthlab")
growthlab("growthlab_years")
datawheel("datawheel")
extraction("extraction")
