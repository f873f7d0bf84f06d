//! Sorts reports of users before a person sees them.

use async_openai::{
    config::OpenAIConfig,
    types::{ChatCompletionRequestSystemMessageArgs, ChatCompletionRequestUserMessageArgs, CreateChatCompletionRequestArgs},
    Client,
};

const MODEL: &str = "gpt-4o";
const RULES: &str = "Classify the report into exactly one of: crash, payment, idea. Answer with the label only.";

pub enum Kind {
    Crash,
    Payment,
    Other,
}

pub struct Triage {
    client: Client<OpenAIConfig>,
    small: String,
}

impl Triage {
    pub fn new() -> Self {
        Self { client: Client::new(), small: "gpt-4o-mini".to_string() }
    }

    pub async fn classify(&self, report: &str) -> anyhow::Result<Kind> {
        let request = CreateChatCompletionRequestArgs::default()
            .model(MODEL)
            .max_tokens(5u32)
            .messages([
                ChatCompletionRequestSystemMessageArgs::default().content(RULES).build()?.into(),
                ChatCompletionRequestUserMessageArgs::default().content(report).build()?.into(),
            ])
            .build()?;
        let response = self.client.chat().create(request).await?; // wattlint-expect: oversized-model
        let label = response.choices[0].message.content.clone().unwrap_or_default();
        Ok(match label.trim().to_lowercase().as_str() {
            "crash" => Kind::Crash,
            "payment" => Kind::Payment,
            _ => Kind::Other,
        })
    }

    pub async fn is_urgent(&self, report: &str) -> anyhow::Result<bool> {
        let model = std::env::var("URGENT_MODEL").unwrap_or_else(|_| "gpt-4-turbo".to_string());
        let request = CreateChatCompletionRequestArgs::default()
            .model(model)
            .max_tokens(1u32)
            .messages([ChatCompletionRequestUserMessageArgs::default()
                .content(format!("Is this report urgent? Answer yes or no.\n\n{report}"))
                .build()?
                .into()])
            .build()?;
        let response = self.client.chat().create(request).await?; // wattlint-expect: oversized-model
        Ok(response.choices[0].message.content.as_deref().unwrap_or("").trim().eq_ignore_ascii_case("yes"))
    }

    pub async fn severity(&self, report: &str) -> anyhow::Result<u8> {
        let request = CreateChatCompletionRequestArgs::default()
            .model("gpt-4o")
            .max_tokens(2u32)
            .messages([ChatCompletionRequestUserMessageArgs::default()
                .content(format!("Rate the severity from 1 to 5. Reply with only a number. {}", report))
                .build()?
                .into()])
            .build()?;
        let response = self.client.chat().create(request).await?; // wattlint-expect: oversized-model
        Ok(response.choices[0].message.content.clone().unwrap_or_default().trim().parse::<u8>()?)
    }

    /// Small already.
    pub async fn is_spam(&self, report: &str) -> anyhow::Result<bool> {
        let request = CreateChatCompletionRequestArgs::default()
            .model(self.small.clone())
            .max_tokens(1u32)
            .messages([ChatCompletionRequestUserMessageArgs::default()
                .content(format!("Is this report spam? Answer yes or no. {report}"))
                .build()?
                .into()])
            .build()?;
        let response = self.client.chat().create(request).await?; // wattlint-ok: oversized-model
        Ok(response.choices[0].message.content.clone().unwrap_or_default().trim() == "yes")
    }

    /// Writes to the user.
    pub async fn draft_reply(&self, report: &str) -> anyhow::Result<String> {
        let request = CreateChatCompletionRequestArgs::default()
            .model(MODEL)
            .messages([
                ChatCompletionRequestSystemMessageArgs::default()
                    .content("You answer reports of users in a friendly and detailed way.")
                    .build()?
                    .into(),
                ChatCompletionRequestUserMessageArgs::default().content(report).build()?.into(),
            ])
            .build()?;
        let response = self.client.chat().create(request).await?; // wattlint-ok: oversized-model
        Ok(response.choices[0].message.content.clone().unwrap_or_default())
    }
}

/// On our own machine, whatever it is called there.
pub async fn is_abusive(text: &str) -> anyhow::Result<bool> {
    let client = Client::with_config(OpenAIConfig::new().with_api_base("http://localhost:11434/v1"));
    let request = CreateChatCompletionRequestArgs::default()
        .model("gpt-4o")
        .max_tokens(1u32)
        .messages([ChatCompletionRequestUserMessageArgs::default()
            .content(format!("Is this abusive? Answer yes or no. {text}"))
            .build()?
            .into()])
        .build()?;
    let response = client.chat().create(request).await?; // wattlint-ok: oversized-model
    Ok(response.choices[0].message.content.as_deref() == Some("yes"))
}
