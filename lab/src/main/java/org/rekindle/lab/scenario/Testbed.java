// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.fake.ControlPlanes;
import org.rekindle.lab.proxy.TransitTime;

/** The cloud of one run that is played in memory, with the clusters that its scenario begins with. */
public interface Testbed extends AutoCloseable {

    /** The addresses of its services, without a path. */
    List<String> addresses();

    /** The address of Keystone, with its version. */
    String identityUrl();

    /** The address of Magnum, without the version at its end. */
    String magnumUrl();

    /** The time in which requests are on their way to it. */
    TransitTime transit();

    /** Its clock. */
    InstantSource time();

    /** The control planes of its clusters. */
    ControlPlanes controlPlanes();

    /** What the places in the scenario's {@code clusters:} stand for here. */
    Map<String, String> places();

    /** Writes a {@code clouds.yaml} that leads straight to it. */
    void writeCloudsYaml(Path file) throws IOException;

    /** What has been changed, or tried, since the run began. */
    Mutations mutations();

    /** The statuses of the clusters that Magnum lists, by their UUIDs. */
    Map<String, String> clusters();

    /** The clusters of which something exists behind Magnum, by their UUIDs. */
    Set<String> remains();

    /** Waits until everything that is under way has ended, however late it comes. */
    void settle();

    @Override
    void close();
}
