// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an answer is like a recorded one: the same fields with the same values, where what is made up again each time
 * (identifiers, times, addresses, certificates) is of the same form, and the same thing stands for the same thing
 * throughout a session.
 */
final class Likeness {

    private static final String RECORDED_MAGNUM = "http://127.0.0.1:19511";
    private static final String RECORDED_KEYSTONE = "http://127.0.0.1:15000/v3";

    private static final Pattern MADE_UP = Pattern.compile("(?<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
            + "|(?<stack>[A-Za-z][A-Za-z0-9_.]*-[a-z2-7]{12})(?![a-z0-9-])");
    private static final Pattern MICROS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
    private static final Pattern SECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----[^-]+-----END \\1-----\\s*", Pattern.DOTALL);
    private static final Pattern API_ADDRESS = Pattern.compile("https://[0-9.]+:\\d+");

    private final String magnum;
    private final String keystone;
    private final Map<String, String> madeUp = new HashMap<>();

    Likeness(String magnum, String keystone) {
        this.magnum = magnum;
        this.keystone = keystone;
    }

    void learn(String recorded, String now) {
        madeUp.put(recorded, now);
    }

    /** A recorded text with what stands in this session for what was made up then. */
    String translate(String recorded) {
        String text = recorded.replace(RECORDED_MAGNUM, magnum);
        for (Map.Entry<String, String> pair : madeUp.entrySet()) {
            text = text.replace(pair.getKey(), pair.getValue());
        }
        return text;
    }

    /**
     * The differences in two bodies, each with its place.
     *
     * @param ignored names of fields, or places such as {@code /nodegroups/0/status}
     */
    List<String> differences(JsonNode recorded, JsonNode got, List<String> ignored) {
        List<String> differences = new ArrayList<>();
        compare("", recorded, got, Set.copyOf(ignored), differences);
        return differences;
    }

    /** Whether two texts are alike; learns what stands for what. */
    boolean alike(String recorded, String got) {
        String left = form(recorded.replace(RECORDED_MAGNUM, "<magnum>").replace(RECORDED_KEYSTONE, "<keystone>"));
        String right = form(got.replace(magnum, "<magnum>").replace(keystone, "<keystone>"));
        Map<String, String> learnt = new HashMap<>();
        Matcher then = MADE_UP.matcher(left);
        Matcher now = MADE_UP.matcher(right);
        while (then.find()) {
            if (!now.find() || !stands(then.group(), now.group(), learnt)) {
                return false;
            }
        }
        boolean same = !now.find()
                && MADE_UP.matcher(left)
                        .replaceAll("<id>")
                        .equals(MADE_UP.matcher(right).replaceAll("<id>"));
        if (same) {
            madeUp.putAll(learnt);
        }
        return same;
    }

    private boolean stands(String then, String now, Map<String, String> learnt) {
        String known = madeUp.get(then);
        if (known != null) {
            return known.equals(now);
        }
        if (then.equals(now)) {
            return true;
        }
        learnt.put(then, now);
        return !madeUp.containsValue(now);
    }

    private static String form(String text) {
        String form = PEM.matcher(text).replaceAll("<$1>");
        form = MICROS.matcher(form).replaceAll("<time with microseconds>");
        form = SECONDS.matcher(form).replaceAll("<time>");
        return API_ADDRESS.matcher(form).replaceAll("<address>");
    }

    private void compare(String place, JsonNode recorded, JsonNode got, Set<String> ignored, List<String> into) {
        if (recorded.isObject() && got.isObject()) {
            Set<String> names = new TreeSet<>();
            recorded.fieldNames().forEachRemaining(names::add);
            got.fieldNames().forEachRemaining(names::add);
            names.removeAll(ignored);
            for (String name : names) {
                if (ignored.contains(place + "/" + name)) {
                    continue;
                }
                if (!recorded.has(name) || !got.has(name)) {
                    into.add(place + "/" + name + ": expected " + shown(recorded, name) + ", got " + shown(got, name));
                } else {
                    compare(place + "/" + name, recorded.get(name), got.get(name), ignored, into);
                }
            }
        } else if (recorded.isArray() && got.isArray() && recorded.size() == got.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                compare(place + "/" + i, recorded.get(i), got.get(i), ignored, into);
            }
        } else if (!leavesAlike(recorded, got)) {
            into.add(place + ": expected " + recorded + ", got " + got);
        }
    }

    private boolean leavesAlike(JsonNode recorded, JsonNode got) {
        if (recorded.isTextual() && got.isTextual()) {
            return alike(recorded.asText(), got.asText());
        }
        return recorded.equals(got);
    }

    private static String shown(JsonNode object, String name) {
        return object.has(name) ? object.get(name).toString() : "no such field";
    }
}
