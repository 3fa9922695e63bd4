// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetFaultsTest {
    @TempDir
    Path folder;

    @Test
    void x() throws IOException {
        String[] bad = {
            "",
            "[]",
            "openstack: {",
            "a: 1\na: 2",
            "openstack: {cloudsFile: clouds.yml}\nclusters: {}\n",
            "openstack: {cloudsFile: clouds.yaml}\ncluster:\n  a: {}\n",
            """
            openstack: {cloudsFile: clouds.yaml, cloud: x}
            state:
            webhooks: {listen: 8480, tokenFile: nope.token}
            survey: {every: 6 hours}
            defaults:
              policy:
                renewBefore: 400d
                maintenanceWindows:
                  - {days: [Saturday], from: 22:00, to: "25:00", zone: Europe/Berln}
            clusters:
              Pythia_Binder:
                cloud: jetstream
                magnum: 7
                templates: []
                shape: as-it-was
                releases:
                  - {name: hub, namespace: hub, chart: jupyterhub, repository: "hub.jupyter.org"}
                  - {name: hub, namespace: hub, chart: ./nope, values: [nope.yaml, 3]}
                verify: {build: gh/a/b/c, hub: hub.example.org}
                policy:
                  upgrade: when_viable
                  approval: {teardown: pre-approved, approvers: [ana], validFor: 0h}
                  deadlines: {create: 10s, tear: 2h}
                  keepVolumes: "yes"
              b:
                cloud: jetstream2
                magnum: m
                templates: [t, t]
                shape:
                  labels: {max_node_count: 5}
                  nodeGroups:
                    - {name: core, flavor: f, min: 3, max: 2}
                    - {name: core, flavor: f, count: 0}
                verify: {scaleUp: user}
              c:
                cloud: jetstream2
                magnum: m
                templates: t
                shape: {}
            """
        };
        for (String text : bad) {
            FaultyFile faulty = catchThrowableOfType(
                    FaultyFile.class,
                    () -> FleetFile.read(FleetFolder.in(folder).write(text)));
            System.out.println(faulty.getMessage() + "\n");
        }
        FleetFile.read(FleetFolder.in(folder).write(FleetFolder.WHOLE));
    }
}
