import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient();

export async function reviews(bookId: string) {
  const found = await prisma.review.findMany({ where: { bookId } });
  const result = [];
  for (const review of found) {
    const reader = await prisma.reader.findUnique({ where: { id: review.readerId } }); // wattlint-expect: n-plus-one-query
    result.push({ ...review, reader: reader?.name });
  }
  return result;
}

export async function reviewsTogether(bookId: string) {
  const found = await prisma.review.findMany({ where: { bookId } });
  return Promise.all(
    found.map(async (review) => {
      const reader = await prisma.reader.findUnique({ where: { id: review.readerId } }); // wattlint-ok: n-plus-one-query
      return { ...review, reader: reader?.name };
    }),
  );
}

export async function reviewsJoined(bookId: string) {
  return prisma.review.findMany({ where: { bookId }, include: { reader: true } }); // wattlint-ok: n-plus-one-query
}

export async function oneReview(id: string) {
  return prisma.review.findUnique({ where: { id } }); // wattlint-ok: n-plus-one-query
}
