// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** A cloud in which a scenario is played: the simulated one, or a real OpenStack. */
public interface Cloud extends AutoCloseable {

    /** The address of Keystone, which is all that a client needs to know: {@code http://127.0.0.1:port/.../v3}. */
    String identityUrl();

    /** The address of Magnum as the catalogue says it, without the version at its end. */
    String magnumUrl();

    /**
     * Writes a {@code clouds.yaml} that only its owner can read, with an entry for each user (of the user's name, with
     * the password) and for each application credential (of the credential's name).
     */
    void writeCloudsYaml(Path file) throws IOException;

    /** Waits until the clusters of its world are as the world says. */
    void awaitReady();

    /** What has been changed, or tried, through the API since it was ready. */
    Mutations mutations();

    /** How many clusters Magnum lists, of all projects. */
    int clustersLeft();

    /** The real time in which at least one cluster was in progress; a hang is included until it ends. */
    Duration cloudTime();

    /** Every token that is known to have been given out, expired and revoked ones among them: secrets all. */
    Set<String> tokensGivenOut();

    /** Stops to listen and to work. */
    @Override
    void close();
}
