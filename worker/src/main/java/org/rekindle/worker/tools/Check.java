// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run needs, and its state.
 *
 * @param name of the thing, such as {@code etcd} or {@code disk}
 * @param wanted version or amount, for people
 * @param found version or amount, for people; null when there is nothing
 * @param path where it is, when it is a file or folder
 * @param origin where it came from or would come from; null for what is not fetched
 * @param cure what to do; null when nothing needs doing
 */
public record Check(
        String name,
        Status status,
        String wanted,
        @Nullable String found,
        @Nullable Path path,
        @Nullable String origin,
        @Nullable String cure) {

    /** From good to bad. */
    public enum Status {
        OK,
        /** Not there, and fetched or built by the first run that needs it. */
        WILL_COME,
        /** Not there, and only a part can do without; the wanted column says which. */
        OPTIONAL,
        /** A run cannot work. */
        MISSING
    }

    /** Nothing needs doing. */
    public static Check ok(String name, String wanted, String found, @Nullable Path path) {
        return new Check(name, Status.OK, wanted, found, path, null, null);
    }

    /** Something needs doing. */
    public static Check bad(
            Status status, String name, String wanted, @Nullable String found, @Nullable Path path, String cure) {
        return new Check(name, status, wanted, found, path, null, cure);
    }
}
