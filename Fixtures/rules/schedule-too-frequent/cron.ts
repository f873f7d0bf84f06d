// What the shop does by the clock.
import cron from "node-cron";
import { backupDatabase, pruneSessions } from "./maintenance";
import { reindexProducts } from "./search";

cron.schedule("*/10 * * * *", backupDatabase); // wattlint-expect: schedule-too-frequent

cron.schedule("* * * * *", async () => { // wattlint-expect: schedule-too-frequent
  await reindexProducts();
});

cron.schedule("0 4 * * *", backupDatabase); // wattlint-ok: schedule-too-frequent

cron.schedule("*/10 * * * *", pruneSessions); // wattlint-ok: schedule-too-frequent

cron.schedule("* * * * *", () => { // wattlint-ok: schedule-too-frequent
  console.log("still there");
});
