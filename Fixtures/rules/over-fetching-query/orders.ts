import express from "express";
import { PrismaClient } from "@prisma/client";
import { pool } from "./pool";

const app = express();
const prisma = new PrismaClient();

app.get("/orders", async (request, response) => {
  response.json(await prisma.order.findMany()); // wattlint-expect: over-fetching-query
});

app.get("/page", async (request, response) => {
  response.json(await prisma.order.findMany({ take: 50, skip: Number(request.query.skip) })); // wattlint-ok: over-fetching-query
});

app.get("/roles", async (request, response) => {
  response.json(await prisma.role.findMany()); // wattlint-ok: over-fetching-query
});

export async function emails() {
  const rows = await pool.query("SELECT * FROM users"); // wattlint-expect: over-fetching-query
  return rows.map((row: any) => row.email);
}

export async function users() {
  const rows = await pool.query("SELECT * FROM users"); // wattlint-ok: over-fetching-query
  return rows.map((row: any) => ({ ...row, password: undefined }));
}

export async function warm() {
  return await prisma.order.findMany(); // wattlint-ok: over-fetching-query
}
