import { generateText } from "ai";
import { openai } from "@ai-sdk/openai";

const RULES = `
1. When a customer writes about a late parcel: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
2. When a customer writes about a broken item: answer in the customer's own language, in whole sentences, and without words that only the warehouse knows.
3. When a customer writes about a wrong size: offer a refund only where the returns policy of the customer's country says so, and name the clause.
4. When a customer writes about a missing invoice: hand over to a person as soon as a customer mentions a lawyer, an injury, or a child.
5. When a customer writes about a second delivery: never repeat card numbers, passwords or addresses, even where the customer has written them first.
6. When a customer writes about a changed address: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
7. When a customer writes about a refund: answer in the customer's own language, in whole sentences, and without words that only the warehouse knows.
8. When a customer writes about a warranty claim: offer a refund only where the returns policy of the customer's country says so, and name the clause.
9. When a customer writes about a gift card: hand over to a person as soon as a customer mentions a lawyer, an injury, or a child.
10. When a customer writes about a voucher: never repeat card numbers, passwords or addresses, even where the customer has written them first.
11. When a customer writes about a price change: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
12. When a customer writes about a pre-order: answer in the customer's own language, in whole sentences, and without words that only the warehouse knows.
13. When a customer writes about an account: offer a refund only where the returns policy of the customer's country says so, and name the clause.
14. When a customer writes about a newsletter: hand over to a person as soon as a customer mentions a lawyer, an injury, or a child.
15. When a customer writes about a subscription: never repeat card numbers, passwords or addresses, even where the customer has written them first.
16. When a customer writes about a store visit: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
17. When a customer writes about a repair: answer in the customer's own language, in whole sentences, and without words that only the warehouse knows.
18. When a customer writes about an upgrade: offer a refund only where the returns policy of the customer's country says so, and name the clause.
19. When a customer writes about a spare part: hand over to a person as soon as a customer mentions a lawyer, an injury, or a child.
20. When a customer writes about a manual: never repeat card numbers, passwords or addresses, even where the customer has written them first.
21. When a customer writes about a safety notice: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
22. When a customer writes about a recall: answer in the customer's own language, in whole sentences, and without words that only the warehouse knows.
23. When a customer writes about a bulk order: offer a refund only where the returns policy of the customer's country says so, and name the clause.
24. When a customer writes about a tax question: hand over to a person as soon as a customer mentions a lawyer, an injury, or a child.
25. When a customer writes about a customs form: never repeat card numbers, passwords or addresses, even where the customer has written them first.
26. When a customer writes about a pickup point: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
27. When a customer writes about a carrier: answer in the customer's own language, in whole sentences, and without words that only the warehouse knows.
28. When a customer writes about a damaged box: offer a refund only where the returns policy of the customer's country says so, and name the clause.
29. When a customer writes about a return label: hand over to a person as soon as a customer mentions a lawyer, an injury, or a child.
30. When a customer writes about a lost password: never repeat card numbers, passwords or addresses, even where the customer has written them first.
31. When a customer writes about a duplicate charge: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
32. When a customer writes about an open invoice: answer in the customer's own language, in whole sentences, and without words that only the warehouse knows.
33. When a customer writes about a birthday discount: offer a refund only where the returns policy of the customer's country says so, and name the clause.
34. When a customer writes about a student discount: hand over to a person as soon as a customer mentions a lawyer, an injury, or a child.
35. When a customer writes about a price match: never repeat card numbers, passwords or addresses, even where the customer has written them first.
36. When a customer writes about an import fee: look up the order before you answer, quote its number, and never promise a day that the carrier has not confirmed.
`;

export async function answer(question: string): Promise<string> {
  const { text } = await generateText({ // wattlint-expect: volatile-prompt-prefix
    model: openai("gpt-4.1-mini"),
    system: `Current time: ${new Date().toISOString()}. You answer for a shop. Follow these rules.${RULES}`,
    prompt: question,
  });
  return text;
}

export async function daily(question: string): Promise<string> {
  const { text } = await generateText({ // wattlint-ok: volatile-prompt-prefix
    model: openai("gpt-4.1-mini"),
    system: `Today is ${new Date().toDateString()}. You answer for a shop. Follow these rules.${RULES}`,
    prompt: question,
  });
  return text;
}

export async function behind(question: string): Promise<string> {
  const { text } = await generateText({ // wattlint-ok: volatile-prompt-prefix
    model: openai("gpt-4.1-mini"),
    system: `You answer for a shop. Follow these rules.${RULES} It is ${new Date().toISOString()}.`,
    prompt: question,
  });
  return text;
}
