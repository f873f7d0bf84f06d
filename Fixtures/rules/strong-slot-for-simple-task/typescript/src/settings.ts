export const settings = {
  smartModel: process.env.SMART_MODEL ?? "gpt-4o",
  fastModel: process.env.FAST_MODEL ?? "gpt-4o-mini",
  temperature: 0,
};
