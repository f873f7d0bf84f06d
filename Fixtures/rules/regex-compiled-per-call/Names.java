package shop.names;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

class Names {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}\\d+"); // wattlint-ok: regex-compiled-per-call

    List<String> valid(List<String> names) {
        List<String> valid = new ArrayList<>();
        for (String name : names) {
            if (name.matches("[a-z]+(-[a-z]+)*")) { // wattlint-expect: regex-compiled-per-call
                valid.add(name.replaceAll("-+", "-")); // wattlint-ok: regex-compiled-per-call
            }
        }
        return valid;
    }

    List<String> clean(List<String> names) {
        List<String> clean = new ArrayList<>();
        for (String name : names) {
            Pattern spaces = Pattern.compile("\\s+"); // wattlint-expect: regex-compiled-per-call
            clean.add(spaces.matcher(name.replaceAll("_+", " ")).replaceAll(" ")); // wattlint-expect: regex-compiled-per-call
        }
        return clean;
    }

    int codes(List<String> names) {
        int count = 0;
        for (String name : names) {
            if (CODE.matcher(name).matches()) { // wattlint-ok: regex-compiled-per-call
                count++;
            }
        }
        return count;
    }

    boolean isCode(String name) {
        return name.matches("[A-Z]+"); // wattlint-ok: regex-compiled-per-call
    }

    boolean any(List<String> names, String pattern) {
        for (String name : names) {
            if (name.matches(pattern)) return true; // wattlint-ok: regex-compiled-per-call
        }
        return false;
    }
}
