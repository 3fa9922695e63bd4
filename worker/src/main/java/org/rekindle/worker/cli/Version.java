// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest tells it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = RekindleMain.class.getPackage().getImplementationVersion();
        return new String[] {"rekindle " + (version == null ? "development" : version)};
    }
}
