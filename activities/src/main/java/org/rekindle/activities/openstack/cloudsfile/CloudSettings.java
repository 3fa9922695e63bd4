// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Fields;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Items;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Kind;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Text;

/** The merged settings of one cloud, each read as what it must be; what is something else is added to the faults. */
final class CloudSettings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private static final int LONGEST = 200;

    private final String cloud;
    private final Path file;
    private final Fields settings;
    private final List<String> faults;

    CloudSettings(String cloud, Path file, Fields settings, List<String> faults) {
        this.cloud = cloud;
        this.file = file;
        this.settings = settings;
        this.faults = faults;
    }

    /** A value as it is, null when the key is not there. */
    @Nullable
    CloudsValue value(String key) {
        return settings.get(key);
    }

    /** Whether a key is there and stands below another one. */
    boolean isFurtherDown(String key, String other) {
        List<String> keys = List.copyOf(settings.values().keySet());
        return keys.indexOf(key) > keys.indexOf(other);
    }

    /** A text; null when it is absent, null or empty. */
    @Nullable
    String text(String key) {
        return text(settings.get(key));
    }

    /** A text of {@code auth}; the key may stand beside {@code auth} as well, which is used only without this one. */
    @Nullable
    String auth(String key) {
        return firstOf(inAuth(key), text(key));
    }

    /**
     * A text of the key and its older names, the newest first. Here what stands beside {@code auth} is used first, as it is
     * for openstacksdk: projects and domains.
     */
    @Nullable
    String scope(String... keys) {
        for (String key : keys) {
            String found = firstOf(text(key), inAuth(key));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String inAuth(String key) {
        return text(settings.fields("auth").get(key));
    }

    private @Nullable String text(@Nullable CloudsValue value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Text text)) {
            fault(value, "it is " + kind(value) + ", and must be text", "write one value");
            return null;
        }
        return switch (text.kind()) {
            case TEXT -> text.written().isEmpty() ? null : text.written();
            case NULL -> null;
            case TRUE, FALSE -> {
                fault(
                        value,
                        "it is true or false to YAML, as yes, no, on and off are, and must be text",
                        "put it into quotes");
                yield null;
            }
            case REWRITTEN -> {
                fault(
                        value,
                        "it is a number or a date to YAML, so openstacksdk sends another text than the one written here",
                        "put it into quotes");
                yield null;
            }
        };
    }

    /** A truth value without quotes; null for null and for what is something else, which {@code fault} then reports. */
    @Nullable
    Boolean truth(String key, String otherwise, String cure) {
        CloudsValue value = settings.get(key);
        if (value == null || (value instanceof Text text && text.kind() == Kind.NULL)) {
            return null;
        }
        if (value instanceof Text text && (text.kind() == Kind.TRUE || text.kind() == Kind.FALSE)) {
            return text.kind() == Kind.TRUE;
        }
        fault(value, otherwise, cure);
        return null;
    }

    /** A text in which {@code {region_name}} and the like stand for other settings of the cloud. */
    @Nullable
    String filledIn(@Nullable String text, String key, @Nullable String region) {
        if (text == null) {
            return null;
        }
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = name.equals("region_name") ? region : text(name);
            if (value == null) {
                fault(
                        key,
                        "it names {" + name + "}, which the cloud does not set",
                        "set " + name + ", or write the URL out");
                return null;
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    /** A fault of a key below the cloud, with its line where it is written. */
    void fault(String key, String fault, String cure) {
        add(where(key), fault, cure);
    }

    private String where(String key) {
        CloudsValue value = at(key);
        if (value == null) {
            return file + ": clouds." + cloud + "." + key;
        }
        return value.place().inWords();
    }

    void fault(CloudsValue value, String fault, String cure) {
        add(value.place().inWords(), fault, cure);
    }

    private void add(String where, String fault, String cure) {
        String sentence = where + ": " + fault + "; " + cure + ".";
        if (!faults.contains(sentence)) {
            faults.add(sentence);
        }
    }

    private @Nullable CloudsValue at(String key) {
        if (!key.startsWith("auth.")) {
            return settings.get(key);
        }
        String name = key.substring("auth.".length());
        CloudsValue inAuth = settings.fields("auth").get(name);
        if (inAuth == null) {
            return settings.get(name);
        }
        return inAuth;
    }

    private static String kind(CloudsValue value) {
        if (value instanceof Items) {
            return "a list";
        }
        return "a map";
    }

    /** A value for a sentence, of a long one the beginning. */
    static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, LONGEST) + "…";
    }

    static @Nullable String firstOf(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
