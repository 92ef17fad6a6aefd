import fc from "fast-check";

// A run is the same for everybody; PROPERTY_SEED and PROPERTY_RUNS search elsewhere and longer.
const { PROPERTY_SEED, PROPERTY_RUNS } = process.env;
fc.configureGlobal({
  seed: PROPERTY_SEED ? Number(PROPERTY_SEED) : 20261121,
  ...(PROPERTY_RUNS && { numRuns: Number(PROPERTY_RUNS) }),
});
