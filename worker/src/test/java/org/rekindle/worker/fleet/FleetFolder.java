// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with all that a fleet file names. */
public record FleetFolder(Path folder) {

    /** A whole fleet file with one cluster. */
    public static final String WHOLE = """
            openstack: {cloudsFile: clouds.yaml}
            state: {folder: state}
            webhooks: {listen: "127.0.0.1:0", tokenFile: webhook.token}
            survey: {every: 1h30m}
            defaults:
              policy:
                pollEvery: 500ms
                approval: {approvers: [ana, ben]}
            clusters:
              pythia:
                cloud: jetstream2
                magnum: binder-pythia-cluster
                templates: [kubernetes-1-33-jammy]
                deploy:
                  - helm: {name: support, namespace: support, chart: charts/support, values: [values.yaml]}
                  - helm:
                      name: hub
                      namespace: hub
                      chart: jupyterhub
                      version: 4.3.3
                      repository: https://hub.jupyter.org/helm-chart
                      timeout: 15m
                verify:
                  hub: https://hub.example.org
                  binder: https://binder.example.org
                  build: gh/rekindle/canary/main
                  scaleUp: user-m3-large
                policy:
                  upgrade: always
                  deadlines: {create: 2h}
                  maintenanceWindows:
                    - {days: [Sat, Sun], from: "22:00", to: "04:00", zone: Europe/Berlin}
            """;

    /** A cluster of which nothing is said but how it is proven that users can work: the keys come next, deeper by two. */
    static final String VERIFY = """
            openstack: {cloudsFile: clouds.yaml}
            clusters:
              a:
                cloud: jetstream2
                magnum: m
                templates: [t]
                verify:
            """;

    /** Fills a folder with the files around a fleet file. */
    public static FleetFolder in(Path folder) throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), """
                clouds:
                  jetstream2:
                    auth: {auth_url: "http://127.0.0.1:1/v3", application_credential_id: id, application_credential_secret: none}
                    auth_type: v3applicationcredential
                  other: {}
                """);
        Files.writeString(folder.resolve("webhook.token"), "a-token-for-tests\n");
        Files.writeString(folder.resolve("values.yaml"), "{}\n");
        Files.createDirectories(folder.resolve("charts/support"));
        Files.writeString(
                folder.resolve("charts/support/Chart.yaml"), "{apiVersion: v2, name: support, version: 0.1.0}\n");
        return new FleetFolder(folder);
    }

    /** The faults of a fleet file, without its name; FOLDER stands for the folder. */
    List<String> faults(String text) throws IOException {
        Path file = write(text);
        FaultyFile refused = catchThrowableOfType(FaultyFile.class, () -> FleetFile.read(file));
        if (refused == null) {
            return List.of();
        }
        return refused.faults().stream()
                .map(fault -> fault.toString().replace(file + ":", "").replace(folder.toString(), "FOLDER"))
                .toList();
    }

    /** Writes {@code fleet.yaml}. */
    public Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("fleet.yaml"), text);
    }
}
