package shop.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

class Report {
    static String rows(List<Row> rows) {
        String html = "<table>";
        for (Row row : rows) {
            html += "<tr><td>" + row.name() + "</td></tr>"; // wattlint-expect: string-accumulate-in-loop
        }
        return html + "</table>";
    }

    static String read(BufferedReader reader) throws IOException {
        String text = "";
        String line;
        while ((line = reader.readLine()) != null) {
            text = text + line + "\n"; // wattlint-expect: string-accumulate-in-loop
        }
        return text;
    }

    static String hex(byte[] data) {
        String out = "";
        for (int i = 0; i < data.length; i++) {
            out += String.format("%02x", data[i]); // wattlint-expect: string-accumulate-in-loop
        }
        return out;
    }

    static long sum(List<Row> rows) {
        long total = 0;
        for (Row row : rows) {
            total += row.amount(); // wattlint-ok: string-accumulate-in-loop
        }
        return total;
    }

    static String built(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            String line = row.name();
            line += ";"; // wattlint-ok: string-accumulate-in-loop
            text.append(line);
        }
        return text.toString();
    }

    static String days() {
        String list = "";
        for (String day : new String[] {"Mon", "Tue", "Wed"}) {
            list += day; // wattlint-ok: string-accumulate-in-loop
        }
        return list;
    }

    static String complaint(List<Row> rows) {
        String message = "Missing:";
        for (Row row : rows) {
            message += " " + row.name(); // wattlint-ok: string-accumulate-in-loop
        }
        return message;
    }

    static String marked(List<Row> rows) {
        String notes = "";
        for (Row row : rows) {
            if (row.isOdd()) {
                notes += row.name(); // wattlint-ok: string-accumulate-in-loop
            }
        }
        return notes;
    }

    static String indent(int depth) {
        String spaces = "";
        for (int i = 0; i < depth; i++) {
            spaces += "  "; // wattlint-ok: string-accumulate-in-loop
        }
        return spaces;
    }
}
