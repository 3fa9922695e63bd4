// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a file of clouds, with the place where it is written. */
sealed interface CloudsValue {

    Place place();

    /**
     * Where a value is written.
     *
     * @param line of its key, counted from 1
     * @param path its keys, such as {@code clouds.demo.auth.username}
     */
    record Place(Path file, int line, String path) {

        /** The beginning of a fault. */
        String inWords() {
            return file + ", line " + line + ": " + path;
        }
    }

    /** What a scalar is to openstacksdk, which reads it by YAML 1.1. */
    enum Kind {
        /** The text that is written. A number that Python writes in the same way is one too. */
        TEXT,
        NULL,
        TRUE,
        FALSE,
        /** A number or a date that Python writes in another way than the file does, such as {@code 0123}, which is 83. */
        REWRITTEN
    }

    /** A scalar. */
    record Text(Place place, String written, Kind kind) implements CloudsValue {

        /** Leaves out what is written, which may be a secret. */
        @Override
        public String toString() {
            return kind + " at " + place;
        }
    }

    /** A list. */
    record Items(Place place, List<CloudsValue> values) implements CloudsValue {}

    /** A map; keys have underscores where the file has dashes. */
    record Fields(Place place, Map<String, CloudsValue> values) implements CloudsValue {

        @Nullable
        CloudsValue get(String key) {
            return values.get(key);
        }

        /** The map of a key, or one without entries. */
        Fields fields(String key) {
            if (values.get(key) instanceof Fields fields) {
                return fields;
            }
            return new Fields(place, Map.of());
        }

        /** This map with another one over it: maps in it are merged, everything else is replaced. */
        Fields under(Fields above) {
            Map<String, CloudsValue> merged = new LinkedHashMap<>(values);
            above.values.forEach((key, value) -> merged.put(
                    key,
                    value instanceof Fields over && merged.get(key) instanceof Fields below
                            ? below.under(over)
                            : value));
            return new Fields(place, merged);
        }
    }
}
