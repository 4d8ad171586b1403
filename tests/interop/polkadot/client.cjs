// Drives the practice node by polkadot.js: node client.cjs ENDPOINT AMOUNT, facts on stdout as JSON.
// @polkadot/api is found in the folder that TAONAUT_POLKADOT names.
'use strict';

const { createRequire } = require('node:module');
const path = require('node:path');

const load = createRequire(path.join(process.env.TAONAUT_POLKADOT, 'package.json'));
const { ApiPromise, Keyring, WsProvider } = load('@polkadot/api');
const { mnemonicGenerate } = load('@polkadot/util-crypto');

const DEADLINE_MS = 60_000;

function firstHeads(api, count) {
  return new Promise((resolve, reject) => {
    const heads = [];
    api.rpc.chain
      .subscribeNewHeads((head) => {
        if (heads.push({ number: head.number.toNumber(), hash: head.hash.toHex() }) === count) {
          resolve(heads.slice());
        }
      })
      .catch(reject);
  });
}

function finalised(transaction, signer) {
  return new Promise((resolve, reject) => {
    const stages = [];
    transaction
      .signAndSend(signer, (result) => {
        stages.push(result.status.type);
        if (result.isError || result.dispatchError) reject(new Error(String(result.dispatchError)));
        if (result.status.isFinalized) {
          const events = result.events.map(({ event }) => `${event.section}.${event.method}`);
          resolve({ stages, events });
        }
      })
      .catch(reject);
  });
}

async function balance(api, address) {
  return (await api.query.system.account(address)).data.free.toBigInt();
}

async function main(endpoint, amount) {
  const provider = new WsProvider(endpoint);
  const api = await ApiPromise.create({ provider, throwOnConnect: true, noInitWarn: true });
  const keyring = new Keyring({ type: 'sr25519' });
  const alice = keyring.addFromUri('//Alice');
  const receiver = keyring.addFromUri(mnemonicGenerate()).address;

  const heads = await firstHeads(api, 3);
  const named = await api.rpc.chain.getBlockHash(heads[0].number);
  const netuids = (await api.query.subtensorModule.networksAdded.entries()).length;

  const before = [await balance(api, alice.address), await balance(api, receiver)];
  const transfer = api.tx.balances.transferKeepAlive(receiver, amount);
  const quoted = (await transfer.paymentInfo(alice)).partialFee.toBigInt();
  const sent = await finalised(transfer, alice);
  const after = [await balance(api, alice.address), await balance(api, receiver)];

  const facts = {
    spec: api.runtimeVersion.specVersion.toNumber(),
    genesis: api.genesisHash.toHex(),
    netuids,
    heads,
    named: named.toHex(),
    ...sent,
    quoted: quoted.toString(),
    paid: (before[0] - after[0]).toString(),
    received: (after[1] - before[1]).toString(),
  };
  process.stdout.write(JSON.stringify(facts) + '\n');
  await api.disconnect();
}

setTimeout(() => {
  process.stderr.write('no end within the deadline\n');
  process.exit(1);
}, DEADLINE_MS).unref();

main(process.argv[2], BigInt(process.argv[3])).then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.stack || error}\n`);
    process.exit(1);
  },
);
