// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.redaction;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which a secret, or a scalar of a values file, may come back in the text of a program that was given it. */
public final class SecretEncodings {

    /** From here on a scalar is taken for a secret, under any key. */
    static final int SHORTEST = 8;

    private static final int SHORTEST_LINE_OF_A_SECRET = 4;
    private static final int SHORTEST_PIECE_OF_BASE64 = 6;
    private static final int LONGEST_NUMBER = 40;

    /** Go's rule for numbers without a format. */
    private static final int FIRST_WITH_EXPONENT = 6;

    /** Of a character of base64. */
    private static final int BITS = 6;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d[\\d_]*(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX](?<digits>[\\da-fA-F_]+)");
    private static final Pattern OCTAL = Pattern.compile("0[oO]?(?<digits>[0-7_]+)");
    private static final Pattern READABLE = Pattern.compile("[\\p{L}\\p{N}]");

    private SecretEncodings() {}

    /** All forms to take out; none when the scalar may stay. */
    public static Set<String> of(String scalar, boolean secret) {
        Set<String> forms = new LinkedHashSet<>();
        if (mustGo(scalar.strip(), secret)) {
            Set<String> plain = new LinkedHashSet<>();
            plain.add(scalar);
            plain.add(scalar.strip());
            addNumbers(scalar, plain);
            plain.forEach(each -> addWritten(each, forms));
            scalar.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= (secret ? SHORTEST_LINE_OF_A_SECRET : SHORTEST))
                    .forEach(line -> addWritten(line, forms));
        }
        return forms;
    }

    private static boolean mustGo(String scalar, boolean secret) {
        return scalar.length() >= SHORTEST
                || (secret && READABLE.matcher(scalar).find());
    }

    /** What becomes of an unquoted number: YAML 1.1 knows octals, and Go prints with an exponent what is large. */
    private static void addNumbers(String scalar, Set<String> plain) {
        if (scalar.length() > LONGEST_NUMBER) {
            return;
        }
        if (DECIMAL.matcher(scalar).matches()) {
            addNumber(new BigDecimal(scalar.replace("_", "")), plain);
        }
        addWhole(HEXADECIMAL.matcher(scalar), 16, plain);
        addWhole(OCTAL.matcher(scalar), 8, plain);
    }

    private static void addWhole(Matcher written, int radix, Set<String> plain) {
        if (written.matches()) {
            String digits = written.group("digits").replace("_", "");
            if (!digits.isEmpty()) {
                addNumber(new BigDecimal(new BigInteger(digits, radix)), plain);
            }
        }
    }

    private static void addNumber(BigDecimal number, Set<String> plain) {
        double nearest = number.doubleValue();
        if (nearest == 0 || Double.isInfinite(nearest) || Math.abs(number.scale()) > LONGEST_NUMBER) {
            return;
        }
        plain.add(number.toPlainString());
        BigDecimal rounded = new BigDecimal(Double.toString(nearest)).stripTrailingZeros();
        plain.add(rounded.toPlainString());
        String digits = rounded.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - rounded.scale();
        if (exponent >= FIRST_WITH_EXPONENT) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            plain.add((rounded.signum() < 0 ? "-" : "")
                    + digits.charAt(0)
                    + fraction
                    + String.format(Locale.ROOT, "e+%02d", exponent));
        }
    }

    /** As it is, escaped for a quoted string or a URL, and in base64. */
    private static void addWritten(String text, Set<String> forms) {
        forms.add(text);
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        forms.add(quoted);
        // As Go writes JSON.
        forms.add(quoted.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            forms.add(encoder.encodeToString(bytes));
            forms.add(encoder.withoutPadding().encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                addWithin(bytes, before, encoder, forms);
            }
        }
    }

    /**
     * What is the same in the base64 of every longer text that holds this one, such as {@code user:password}: the characters that
     * are made of its bits alone.
     *
     * @param before how many bytes stand before it, without whole groups of three
     */
    private static void addWithin(byte[] bytes, int before, Base64.Encoder encoder, Set<String> forms) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int from = (before * Byte.SIZE + BITS - 1) / BITS;
        int to = shifted.length * Byte.SIZE / BITS;
        if (to - from >= SHORTEST_PIECE_OF_BASE64) {
            forms.add(encoder.encodeToString(shifted).substring(from, to));
        }
    }
}
