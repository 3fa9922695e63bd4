// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.Verification;

/**
 * A key below {@code verify:} in the fleet file. Reader, validator and pages of the fleet file go by these.
 *
 * @param name as the fleet file has it, with a dot between a key and one below it
 * @param label as the page of a profile has it
 * @param value reads it from a profile
 */
public record VerificationKey(String name, String label, Kind kind, Function<Verification, @Nullable String> value) {

    /** What the value of a key is. The fleet file's validator checks it accordingly. */
    public enum Kind {
        HUB_URL,
        BUILD_SPEC,
        NODE_GROUP,
        TOKEN_FILE,
        /** Means something beside a token file alone. */
        OF_USER,
        /** What a spawner is given. */
        OPTIONS,
        AUTHORITIES_FILE,
        CERTIFICATES,
        SERVICE,
        ADDRESS,
        RESOLVER,
        USERNAME,
        PASSWORD_FILE,
        /** Headers, each with a file of its value. */
        HEADER_FILES,
        /** How long the node of the scale-up may take to go. */
        SCALE_DOWN_TIME,
        TIME
    }

    /** Whether its value is a file, which a fleet file names relative to itself. */
    public boolean isFile() {
        return kind == Kind.TOKEN_FILE || kind == Kind.AUTHORITIES_FILE || kind == Kind.PASSWORD_FILE;
    }

    /** Whether its value is a time, which a profile has in ISO 8601. */
    public boolean isTime() {
        return kind == Kind.SCALE_DOWN_TIME || kind == Kind.TIME;
    }

    /** Whether each hub has it by itself, where a cluster has several. */
    public boolean isOfEachHub() {
        return switch (kind) {
            case HUB_URL, BUILD_SPEC, TOKEN_FILE, OF_USER, OPTIONS, USERNAME, PASSWORD_FILE, HEADER_FILES -> true;
            case NODE_GROUP, AUTHORITIES_FILE, CERTIFICATES, SERVICE, ADDRESS, RESOLVER, SCALE_DOWN_TIME, TIME -> false;
        };
    }

    /** Where it stands in a cluster's keys, as a JSON pointer. */
    public String pointer() {
        return pointer(name);
    }

    /** Where the key of a name stands in a cluster's keys, as a JSON pointer. */
    public static String pointer(String name) {
        return "/verify/" + name.replace('.', '/');
    }
}
