# 全域 quanyu. make build | run | test | dist | solver
GO      ?= go
VERSION := $(shell sed -n 's/^const Version = "\(.*\)"/\1/p' study/version.go)
FLAGS   := -trimpath -ldflags "-s -w"
STUDY   ?= studies/wuhan-2019

export CGO_ENABLED = 0

.PHONY: build run test dist clean solver

# The solver of integer programs, from npm, is embedded where Node is at hand;
# everything but quanyu allocate works without it.
SOLVER  := method/assign/content/names.json

EMBEDDED := $(if $(shell command -v npm),$(SOLVER))

build: $(EMBEDDED)
	$(GO) build $(FLAGS) -o bin/quanyu ./cmd/quanyu

solver: $(SOLVER)

$(SOLVER): method/assign/highs/package-lock.json method/assign/highs/main.go method/assign/highs/names.go
	npm ci --prefix method/assign/highs --no-fund --no-audit
	cd method/assign/highs && $(GO) run .

# The main job on the worked study: prints the ledger and where the documents lie.
run: build
	bin/quanyu run $(STUDY)

test: $(EMBEDDED)
	$(GO) vet ./...
	$(GO) test ./...

# One static binary for each system; the baseline CPU level keeps bytes the same.
dist: $(EMBEDDED)
	@for t in linux/amd64 linux/arm64 windows/amd64 darwin/arm64; do \
	  os=$${t%/*}; arch=$${t#*/}; ext=; [ $$os = windows ] && ext=.exe; \
	  echo "dist/quanyu-$(VERSION)-$$os-$$arch$$ext"; \
	  GOOS=$$os GOARCH=$$arch GOAMD64=v1 $(GO) build $(FLAGS) -o dist/quanyu-$(VERSION)-$$os-$$arch$$ext ./cmd/quanyu || exit 1; \
	done

clean:
	rm -rf bin dist studies/*/out
