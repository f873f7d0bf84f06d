package com.acme.llm;

/** Which model does what. */
public final class Names {
    public static final String LARGE = "gpt-4o";
    public static final String SMALL = "gpt-4o-mini";
    public static String chosen = System.getProperty("desk.model");

    private Names() {}
}
