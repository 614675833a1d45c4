// SPDX-License-Identifier: Apache-2.0
// SARIF files against the schema of the standard and the limits of GitHub code scanning. Arguments: files.
"use strict";
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { basename } = require("node:path");
const { gzipSync } = require("node:zlib");
const Ajv = require("ajv-draft-04");
const formats = require("ajv-formats");

const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats(ajv);
const validate = ajv.compile(schema);

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const log = JSON.parse(bytes);
  validate(log);
  assert.deepEqual((validate.errors || []).slice(0, 5), [], file);
  assert.ok(gzipSync(bytes).length < 10_000_000, "10 MB, packed");
  assert.equal(log.runs.length, 1);
  const { tool, results, invocations } = log.runs[0];
  assert.ok(results.length <= 5000, `${results.length} results`);
  const rules = tool.driver.rules;
  assert.equal(new Set(rules.map((rule) => rule.id)).size, rules.length);
  for (const rule of rules) assert.ok((rule.properties?.tags || []).length <= 10, rule.id);
  const loud = ["error", "warning", "note"];
  let before = 0;
  for (const result of results) {
    assert.equal(rules[result.ruleIndex].id, result.ruleId);
    assert.ok(!/^[a-z]:|\\|^\.\//i.test(result.locations[0].physicalLocation.artifactLocation.uri.replace(/^file:/, "")));
    if (result.baselineState === "unchanged" || result.suppressions?.length) continue;
    assert.ok(loud.indexOf(result.level) >= before, "the loudest first");
    before = loud.indexOf(result.level);
  }
  assert.equal(new Set(results.map((r) => r.partialFingerprints["needfirst/v1"])).size, results.length, "fingerprints");
  const said = invocations[0].toolExecutionNotifications.map((one) => one.descriptor.id);
  if (results.length === 5000) assert.ok(said.includes("needfirst/left-out"), "what was left out is said");
  if (basename(file) === "states.sarif") {
    const waivers = results.filter((result) => result.ruleId === "needfirst/waiver");
    assert.equal(waivers.length, 2, "an unused and an expired waiver are findings");
    assert.deepEqual(waivers[0].locations[0].physicalLocation,
      { artifactLocation: { uri: "waivers.yaml", uriBaseId: "%SRCROOT%" }, region: { startLine: 6 } });
    assert.equal(results.filter((result) => result.suppressions.length > 0).length > 0, true, "a waived one");
    assert.ok(results.some((r) => r.baselineState === "new") && results.some((r) => r.baselineState === "unchanged"));
  }
  console.log(`${basename(file)}: valid, ${results.length} results, ${rules.length} rules, ${bytes.length} bytes`);
}
// A test of the test: the schema is in force.
const broken = JSON.parse(readFileSync(process.argv[2]));
broken.runs[0].results[0].level = "loud";
assert.equal(validate(broken), false);
