// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.rekindle.lab.alerts.Alertmanager;
import org.rekindle.lab.messages.MessageRecorder;
import org.rekindle.lab.messages.PagerDuty;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.process.ResourceStack;

/**
 * What a scenario begins with that says {@code alertmanager: true}: a real Alertmanager pages by PagerDuty, which tells the worker, and
 * tells the worker itself some seconds later. The fleet file of the scenario has a receiver {@code pagerduty} and one
 * {@code alertmanager}.
 */
final class Monitoring implements AutoCloseable {

    private final ResourceStack resources = new ResourceStack();
    private final Path folder;
    private final Path binary;
    private final String token = OwnerOnly.secret(16);
    private final Path tokenFile;
    private final String worker;
    private final PagerDuty pagerDuty;
    private final int port;

    /**
     * Starts PagerDuty. Alertmanager starts when it is to fire.
     *
     * @param folder for its files
     * @param recorder gets what PagerDuty gets
     * @param binary of Alertmanager
     */
    Monitoring(Path folder, MessageRecorder recorder, Path binary) throws IOException {
        this.folder = folder;
        this.binary = binary;
        this.tokenFile = folder.resolve("alertmanager.token");
        OwnerOnly.write(tokenFile, token + "\n");
        port = FreePorts.take();
        worker = "http://127.0.0.1:" + port + "/webhooks/";
        pagerDuty =
                resources.closes("PagerDuty", new PagerDuty(folder, recorder, URI.create(worker + PagerDuty.CHANNEL)));
    }

    /** What a scenario's fleet file may say of it, by place. */
    Map<String, String> places() {
        Map<String, String> places = new HashMap<>(pagerDuty.places());
        places.put("lab.port", String.valueOf(port));
        places.put("lab.alertToken", tokenFile.toString());
        return places;
    }

    /** Its secrets by name. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new HashMap<>(pagerDuty.secrets());
        secrets.put("Alertmanager's token", token);
        return secrets;
    }

    /** Has the alert of the incident fire. */
    void fire(String cluster) throws IOException, InterruptedException {
        Alertmanager alertmanager = resources.closes("Alertmanager", new Alertmanager(binary, config(), folder));
        alertmanager.fire(
                Map.of("alertname", "HubCannotSpawn", "cluster", cluster),
                Map.of("summary", "no user can start a server"));
    }

    /** The title of the incident names the cluster, as that of an incident does which people write by hand. */
    private Path config() throws IOException {
        return Files.writeString(folder.resolve("alertmanager.yaml"), """
                route:
                  receiver: pagerduty
                  group_by: [cluster]
                  routes:
                    - {receiver: pagerduty, group_wait: 0s, continue: true}
                    - {receiver: rekindle, group_wait: 10s}
                receivers:
                  - name: pagerduty
                    pagerduty_configs:
                      - url: %s/v2/enqueue
                        routing_key_file: %s
                        description: "cluster={{ .GroupLabels.cluster }}: {{ .CommonAnnotations.summary }}"
                  - name: rekindle
                    webhook_configs:
                      - url: %salertmanager
                        http_config: {authorization: {credentials_file: %s}}
                """.formatted(
                        pagerDuty.url(), pagerDuty.places().get("lab.pagerdutyMonitoringKey"), worker, tokenFile));
    }

    @Override
    public void close() {
        resources.close();
    }
}
