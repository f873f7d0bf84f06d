package com.acme.bank;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

@RegisterAiService
public interface Triage {

    enum Department { CARDS, LOANS, ACCOUNTS, OTHER }

    @SystemMessage("You sort the mail of a bank.")
    @UserMessage("Classify the mail into exactly one of the departments: {mail}")
    Department classifyMail(String mail); // wattlint-expect: oversized-model

    @UserMessage("Is this mail a complaint? Answer only yes or no: {mail}")
    boolean isComplaint(String mail); // wattlint-expect: oversized-model

    @UserMessage("Write a polite and complete answer to this mail: {mail}")
    String draft(String mail); // wattlint-ok: oversized-model
}
