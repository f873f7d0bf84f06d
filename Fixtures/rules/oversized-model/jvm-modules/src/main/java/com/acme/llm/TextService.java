package com.acme.llm;

public class TextService {

    private final LlmClient llm;

    public TextService(LlmClient llm) {
        this.llm = llm;
    }

    /** Trims what comes back. */
    public String answer(String question, String model) {
        return llm.complete(question, model).trim().toLowerCase();
    }
}
