// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest says it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"rekindle " + Objects.requireNonNullElse(release(), "development")};
    }

    /** The release, null for classes that are in no jar. */
    static @Nullable String release() {
        return RekindleMain.class.getPackage().getImplementationVersion();
    }
}
