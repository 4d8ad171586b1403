// Reads an exported account as the extension does: prints what is inside, and
// a signature made by it; or writes one, for the app to import.
// node keyring.cjs unlock <file> <passphrase> | node keyring.cjs export <scheme> <words> <passphrase>
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const load = createRequire(path.join(process.env.TAONAUT_POLKADOT, "package.json"));
const { Keyring } = load("@polkadot/keyring");
const { cryptoWaitReady } = load("@polkadot/util-crypto");
const { u8aToHex } = load("@polkadot/util");

const MESSAGE = "signed in another program";

function unlock(file, passphrase) {
  const document = JSON.parse(readFileSync(file, "utf8"));
  const pair = new Keyring({ ss58Format: 42 }).addFromJson(document);
  pair.decodePkcs8(passphrase);
  const signature = u8aToHex(pair.sign(MESSAGE));
  return { address: pair.address, type: pair.type, name: pair.meta.name, message: MESSAGE, signature };
}

function exported(scheme, words, passphrase) {
  const pair = new Keyring({ ss58Format: 42, type: scheme }).addFromUri(words, { name: "theirs" });
  return { address: pair.address, document: pair.toJson(passphrase) };
}

cryptoWaitReady().then(() => {
  const [what, ...rest] = process.argv.slice(2);
  const found = what === "unlock" ? unlock(...rest) : exported(...rest);
  process.stdout.write(JSON.stringify(found));
});
