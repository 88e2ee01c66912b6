// Standard input: a JSON list of {zpl, width, height, dpmm}; standard output: a JSON list of PNGs in base64.
if (!globalThis.crypto) globalThis.crypto = require("node:crypto").webcrypto; // Node 18
const { ready } = require("zpl-renderer-js");

(async () => {
  const { api } = await ready;
  const jobs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const made = [];
  for (const job of jobs) {
    made.push(await api.zplToBase64Async(job.zpl, job.width, job.height, job.dpmm));
  }
  process.stdout.write(JSON.stringify(made), () => process.exit(0));
})().catch((trouble) => {
  process.stderr.write(String(trouble && trouble.message).slice(0, 500));
  process.exit(1);
});
