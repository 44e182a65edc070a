"""Synthetic parcels under the pack of Wuhan 2023, by Python and by quanyu land."""
import json, os, random, resource, subprocess, sys, time

from geographiclib.geodesic import Geodesic
from shapely import STRtree
from shapely.geometry import Polygon

tmp, n = sys.argv[1], int(sys.argv[2])
random.seed(2023)
study = os.path.join(tmp, "study")
os.makedirs(study)
uses, recognised = ["M1", "M2", "M3", "B2", "W1", "R2", ""], ["是", "否", ""]
features = []
for i in range(n):
    x, y = 125 + 0.004 * (i % 400), 20 + 0.004 * (i // 400)
    w, h = 0.0035 * (1.2 if i % 50 == 0 else 1), 0.0033  # every fiftieth reaches over the next
    r = lambda: random.uniform(0, 0.0003)
    ring = [[x + r(), y + r()], [x + w / 2, y - r()], [x + w - r(), y + r()], [x + w, y + h / 2], [x + w - r(), y + h - r()], [x + r(), y + h - r()]]
    ring = [[round(a, 7), round(b, 7)] for a, b in ring]
    features.append({"type": "Feature", "properties": {"id": f"合成{i:06d}", "区": f"合成区{i % 13}", "用地性质": random.choice(uses), "区政府已认定": random.choice(recognised)},
                     "geometry": {"type": "Polygon", "coordinates": [ring + ring[:1]]}})
with open(os.path.join(study, "合成.geojson"), "w") as f:
    json.dump({"type": "FeatureCollection", "features": features}, f, ensure_ascii=False)
with open(os.path.join(study, "study.yaml"), "w") as f:
    f.write("title: 合成\n")
with open(os.path.join(study, "land.yaml"), "w") as f:
    f.write("title: 合成\npack: wuhan-2023\nparcels: 合成.geojson\ncrs: CGCS2000\n")


def judged(p):
    use, ok = p["用地性质"], p["区政府已认定"]
    industrial = None if use == "" else use in ("M1", "M2", "M3")
    if industrial is False:
        return "needs_plan_amendment"
    if industrial is None:
        return "unknown"
    return {"是": "eligible", "否": "not_eligible", "": "unknown"}[ok]


wall, cpu = time.perf_counter(), time.process_time()
read = json.load(open(os.path.join(study, "合成.geojson")))["features"]
globe = Geodesic(6378137, 1 / 298.257222101)
areas, flat = [], []
for f in read:
    p, ring = globe.Polygon(), f["geometry"]["coordinates"][0][:-1]
    for x, y in ring:
        p.AddPoint(y, x)
    areas.append(p.Compute(False, True)[2])
    flat.append(Polygon(ring))
verdicts = [judged(f["properties"]) for f in read]
tree, pairs = STRtree(flat), {}
for a, b in zip(*tree.query(flat, predicate="intersects")):
    if a < b:
        scale = areas[a] / flat[a].area
        area = flat[a].intersection(flat[b]).area * scale
        if area >= 1 and area >= 1e-3 * min(areas[a], areas[b]):
            pairs[(read[a]["properties"]["id"], read[b]["properties"]["id"])] = area
theirs = (time.perf_counter() - wall, time.process_time() - cpu)

wall = time.perf_counter()
out = subprocess.run([os.path.join(tmp, "quanyu"), "land", study, "--json"], capture_output=True, text=True, check=True).stdout
ours = time.perf_counter() - wall
used = resource.getrusage(resource.RUSAGE_CHILDREN)
result = json.loads(out)
own = {p["id"]: p for p in result["parcels"]}
wrong, most = 0, 0.0
for f, area, verdict in zip(read, areas, verdicts):
    p = own[f["properties"]["id"]]
    wrong += p["verdict"] != verdict or p["clause"] == ""
    most = max(most, abs(p["area_m2"] / area - 1))
shared = {(o["a"], o["b"]): o["area_m2"] for o in result["overlaps"]}
gap = max([abs(shared[k] - pairs[k]) for k in shared.keys() & pairs.keys()], default=0)
edge = shared.keys() ^ pairs.keys()  # on the threshold, by the two ways to a plane
far = sum(1 for k in shared.keys() & pairs.keys() if abs(shared[k] - pairs[k]) > 1 + 1e-3 * pairs[k])
print(f"{n} parcels, {len(shared)} overlaps")
print(f"verdicts that differ: {wrong}; largest difference of an area: {most:.1e} of it; of an overlap: {gap:.2f} m2; overlaps that only one has: {len(edge)}")
print(f"Python, s: {theirs[0]:.3f} (of processors {theirs[1]:.3f}); ours, s: {ours:.3f} (of processors {used.ru_utime + used.ru_stime:.3f}); ratio {theirs[0] / ours:.0f}")
sys.exit(wrong > 0 or most > 1e-6 or far > 0 or len(edge) > 0.01 * max(1, len(pairs)))
