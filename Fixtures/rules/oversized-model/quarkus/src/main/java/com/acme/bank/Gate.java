package com.acme.bank;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

@RegisterAiService(modelName = "small")
public interface Gate {

    @UserMessage("Is this mail spam? Answer only yes or no: {mail}")
    boolean isSpam(String mail); // wattlint-ok: oversized-model
}
