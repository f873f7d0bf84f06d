const undici = require("undici");

async function main() {
  await undici.request(process.env.URL);
}

main();
