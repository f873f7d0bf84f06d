import express from "express";
import { captionTags, story, translate } from "./photos";

const app = express();
app.post("/photos", async (request, response) => {
  const caption = String(request.query.caption);
  response.json({ tags: await captionTags(caption), french: await translate(caption), story: await story([caption]) });
});
app.listen(8080);
