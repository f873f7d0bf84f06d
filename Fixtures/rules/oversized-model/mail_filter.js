'use strict'

const OpenAI = require('openai')
const { GoogleGenerativeAI } = require('@google/generative-ai')
const { ChatOpenAI } = require('@langchain/openai')

const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY })
const genAI = new GoogleGenerativeAI(process.env.GEMINI_API_KEY)
const gemini = genAI.getGenerativeModel({ model: 'gemini-2.5-pro', generationConfig: { temperature: 0, maxOutputTokens: 3 } })
const chat = new ChatOpenAI({ modelName: 'gpt-4o', temperature: 0 })
const small = new ChatOpenAI({ modelName: 'gpt-4o-mini', temperature: 0 })

const ask = async ({ model = 'gpt-4o', prompt, limit }) => {
  const reply = await client.chat.completions.create({ model, max_tokens: limit, messages: [{ role: 'user', content: prompt }] }) // wattlint-ok: oversized-model
  return reply.choices[0].message.content
}

async function isNewsletter (mail) {
  const answer = await ask({ prompt: `Is this mail a newsletter? Answer only yes or no.\n\n${mail}`, limit: 1 }) // wattlint-expect: oversized-model
  return answer.trim().toLowerCase() === 'yes'
}

async function isInvoice (mail) {
  const answer = await ask({ model: 'gpt-4.1-nano', prompt: `Is this mail an invoice? Answer only yes or no.\n\n${mail}`, limit: 1 }) // wattlint-ok: oversized-model
  return answer.trim().toLowerCase() === 'yes'
}

async function detectUrgent (mail) {
  const result = await gemini.generateContent('Is this mail urgent? Answer only yes or no.\n\n' + mail) // wattlint-expect: oversized-model
  return result.response.text().trim().toLowerCase().startsWith('yes')
}

async function classifySender (mail) {
  const answer = await chat.invoke(`Classify the sender. Reply with only one word: customer, supplier or stranger.\n${mail}`) // wattlint-expect: oversized-model
  return { customer: 1, supplier: 2, stranger: 3 }[answer.content]
}

async function classifySenderCheaply (mail) {
  const answer = await small.invoke(`Classify the sender. Reply with only one word: customer, supplier or stranger.\n${mail}`) // wattlint-ok: oversized-model
  return { customer: 1, supplier: 2, stranger: 3 }[answer.content]
}

// Small first; the large one only sees what the small one was not sure of.
async function classifyInSteps (mail) {
  const first = await client.chat.completions.create({ model: 'gpt-4o-mini', max_tokens: 4, messages: [{ role: 'user', content: `Classify the mail. Reply with only one word: order, complaint or unsure.\n${mail}` }] }) // wattlint-ok: oversized-model
  if (first.choices[0].message.content !== 'unsure') return first.choices[0].message.content
  const second = await client.chat.completions.create({ model: 'gpt-4o', max_tokens: 4, messages: [{ role: 'user', content: `Classify the mail. Reply with only one word: order or complaint.\n${mail}` }] }) // wattlint-ok: oversized-model
  return second.choices[0].message.content === 'order' ? 'order' : 'complaint'
}

// What the model sees is a picture.
async function isReceipt (image) {
  const reply = await client.chat.completions.create({ // wattlint-ok: oversized-model
    model: 'gpt-4o',
    max_tokens: 1,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Is this a receipt? Answer only yes or no.' }, { type: 'image_url', image_url: { url: image } }] }]
  })
  return reply.choices[0].message.content === 'yes'
}

// No label is compared, only how the answer ended.
async function summarizeThread (thread) {
  const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: `Explain what was agreed on in this thread, with all reasons for and against.\n${thread}` }] }) // wattlint-ok: oversized-model
  if (reply.choices[0].finish_reason === 'length' || reply.choices[0].message.content === '') return null
  return reply.choices[0].message.content
}

module.exports = { isNewsletter, isInvoice, detectUrgent, classifySender, classifySenderCheaply, classifyInSteps, isReceipt, summarizeThread }
