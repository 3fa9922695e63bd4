// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault comes at once, each with its line, its key and its cure. */
class FleetFaultsTest {

    private static final String HEAD = "openstack: {cloudsFile: clouds.yaml}\n";
    private static final String CLUSTER =
            HEAD + "clusters:\n  a:\n    cloud: jetstream2\n    magnum: m\n    templates: [t]\n";

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tab.yaml | a:\\n\\tb: c\\n | , line 2: is not YAML; indent with spaces, not with tabs",
                "list.yaml | - a\\n | , line 1: holds a list where keys are expected; write keys with values",
                "latin1.yaml | a: z\u00fcrich\\n | , line 1: is not UTF-8",
                "sops.yaml | b: 1\\na: ENC[AES256_GCM,data:x]\\n | , line 2: holds an encrypted value (ENC[…]); write it decrypted",
            })
    void valuesCheckedTooLateAndValuesSopsEncryptedAreToldBeforehand(String name, String text, String says)
            throws IOException {
        Files.write(
                folder.resolve(name),
                text.replace("\\n", "\n").replace("\\t", "\t").getBytes(ISO_8859_1));
        Path file = fleet.write(
                CLUSTER + "    deploy:\n      - helm: {name: r, namespace: n, chart: charts/support, values: [" + name
                        + "]}\n");

        assertThatThrownBy(() -> FleetFile.read(file))
                .hasMessageContaining(
                        "fleet.yaml:8: clusters.a.deploy[0].helm.values[0]: " + folder.resolve(name) + says);
    }

    @Test
    void aChartWithoutWhatItDependsOnIsToldBeforehand() throws IOException {
        Files.writeString(folder.resolve("charts/support/Chart.yaml"), """
                apiVersion: v2
                name: support
                version: 0.1.0
                dependencies: [{name: grafana, version: 1.2.3, repository: "file://../grafana"}]
                """);
        Path file =
                fleet.write(CLUSTER + "    deploy:\n      - helm: {name: r, namespace: n, chart: charts/support}\n");

        assertThatThrownBy(() -> FleetFile.read(file))
                .hasMessageContaining(
                        "lacks charts that it depends on in its folder charts/: grafana; run `helm dependency build");

        Files.createDirectories(folder.resolve("charts/support/charts/grafana"));
        Files.writeString(
                folder.resolve("charts/support/charts/grafana/Chart.yaml"),
                "{apiVersion: v2, name: grafana, version: 1.2.3}\n");
        assertThatCode(() -> FleetFile.read(file)).doesNotThrowAnyException();
    }

    static Stream<Arguments> oneFault() {
        return Stream.of(
                arguments("", "1: holds no keys; begin with `openstack:` and `clusters:`"),
                arguments("[]", "1: holds no keys; begin with `openstack:` and `clusters:`"),
                arguments(
                        "openstack: {",
                        "1: is not YAML: expected the node content, but found '<stream end>'; fix the syntax at this line"),
                arguments("a: 1\nb: 2\na: 3", "3: `a` is there twice, first in line 1; keep one of the two"),
                arguments("a: &a\n  b: *a\n", "1: is nested too deeply; remove the anchor that holds itself"),
                arguments(HEAD + "clusters: {}\n", "2: clusters: is empty; add at least one entry"),
                arguments(HEAD, "1: clusters: is missing; add it: the clusters by their ids"),
                arguments(
                        "openstack: {cloudsFile: nope.yaml}\nclusters: {a: {cloud: c, magnum: m, templates: [t]}}",
                        "1: openstack.cloudsFile: there is no file FOLDER/nope.yaml;"
                                + " download it from your cloud's dashboard and put it there"),
                arguments(
                        HEAD + "clusters:\n  Pythia_Binder: {cloud: jetstream2, magnum: m, templates: [t]}",
                        "3: clusters.Pythia_Binder: is not a usable id;"
                                + " use lower-case letters, digits and inner hyphens, at most 63 characters"),
                arguments(
                        HEAD + "clusters:\n  a: {magnum: m, templates: [t]}",
                        "3: clusters.a.cloud: is missing; add it: the entry of clouds.yaml"),
                arguments(
                        CLUSTER + "    shap: as-it-is\n", "7: clusters.a.shap: is not a key here; did you mean shape?"),
                arguments(
                        CLUSTER + "    zzz: 1\n",
                        "7: clusters.a.zzz: is not a key here;"
                                + " known are cloud, magnum, shape, templates, handOff, deploy, rescue, verify, confirmAfter,"
                                + " ssh, policy, notify"),
                arguments(
                        HEAD + "breaker: {atOnce: 1}\nclusters:\n  a: {cloud: jetstream2, magnum: m, templates: [t]}",
                        "2: breaker: is not a key here;"
                                + " known are openstack, state, webhooks, page, survey, proofs, rateLimit, people,"
                                + " allowedSigners, oidc, notify, compatibility, defaults, clusters"),
                arguments(
                        CLUSTER + "    policy: {deadlines: {answer: 15m}}\n",
                        "7: clusters.a.policy.deadlines.answer: is not a key here;"
                                + " known are request, upgrade, delete, create, nodeGroup, verify, approval"),
                arguments(
                        HEAD + "clusters:\n  a: {cloud: jetstream, magnum: m, templates: [t]}",
                        "3: clusters.a.cloud: `jetstream` is not in clouds.yaml; did you mean jetstream2?"),
                arguments(
                        HEAD + "clusters:\n  a: {cloud: jetstream2, magnum: 7, templates: [t]}",
                        "3: clusters.a.magnum: is a number, expected text; write it in quotes: \"7\""),
                arguments(
                        HEAD + "clusters:\n  a: {cloud: jetstream2, magnum: m, templates: []}",
                        "3: clusters.a.templates: is empty; add at least one entry"),
                arguments(
                        HEAD + "clusters:\n  a: {cloud: jetstream2, magnum: m, templates: t}",
                        "3: clusters.a.templates: is text, expected a list; write it as a list: [t]"),
                arguments(
                        HEAD + "clusters:\n  a: {cloud: jetstream2, magnum: m, templates: [t, t]}",
                        "3: clusters.a.templates[1]: `t` is there twice; keep it once"),
                arguments(
                        CLUSTER + "  b: {cloud: jetstream2, magnum: m, templates: [t]}",
                        "7: clusters.b.magnum: `m` of jetstream2 is already the cluster `a`;"
                                + " keep one of the two, or name each by its UUID"),
                arguments(
                        CLUSTER + "    shape: as-it-was\n",
                        "7: clusters.a.shape: `as-it-was` is not known; write as-it-is, or the wished shape with nodeGroups"),
                arguments(
                        CLUSTER + "    shape: {}\n",
                        "7: clusters.a.shape.nodeGroups: is missing;"
                                + " add it: the node groups, of which the first one becomes Magnum's default-worker"),
                arguments(
                        CLUSTER + "    shape: {nodeGroups: [{name: g, flavor: f, count: 0}]}\n",
                        "7: clusters.a.shape.nodeGroups[0].count: is 0; use 1 or more"),
                arguments(
                        CLUSTER + "    rescue: {secrets: [grafana]}\n",
                        "7: clusters.a.rescue.secrets[0]: `grafana` cannot be read; write namespace/name, such as support/grafana"),
                arguments(
                        CLUSTER + "    rescue: {secrets: [a/b, a/b]}\n",
                        "7: clusters.a.rescue.secrets[1]: `a/b` is there twice; keep it once"),
                arguments(
                        CLUSTER + "    rescue: {namespaces: [hub/hub]}\n",
                        "7: clusters.a.rescue.namespaces[0]: `hub/hub` cannot be read;"
                                + " write the name of a namespace, such as binderhub"),
                arguments(
                        CLUSTER + "    rescue: {namespaces: [hub, hub]}\n",
                        "7: clusters.a.rescue.namespaces[1]: `hub` is there twice; keep it once"),
                arguments(
                        CLUSTER
                                + "    deploy:\n      - helm: {name: r, namespace: n, chart: charts/support}\n    rescue: {namespaces: [hub, n]}\n",
                        "9: clusters.a.rescue.namespaces[1]: `n` is looked into already, since a `helm` step of `deploy`"
                                + " installs there; leave it out"),
                arguments(
                        CLUSTER + "    shape: {nodeGroups: [{name: g, flavor: f, min: 3, max: 2}]}\n",
                        "7: clusters.a.shape.nodeGroups[0].max: is 2, less than min 3; raise max or lower min"),
                arguments(
                        CLUSTER + "    shape: {nodeGroups: [{name: g, flavor: f, count: 9, max: 2}]}\n",
                        "7: clusters.a.shape.nodeGroups[0].count: is 9, outside min and max; choose one between them"),
                arguments(
                        CLUSTER
                                + "    shape:\n      nodeGroups:\n        - {name: g, flavor: f}\n        - {name: g, flavor: f}\n",
                        "10: clusters.a.shape.nodeGroups[1].name: `g` is there twice; give each node group its own name"),
                arguments(
                        CLUSTER + "    shape: {labels: {max_node_count: 5}, nodeGroups: [{name: g, flavor: f}]}\n",
                        "7: clusters.a.shape.labels.max_node_count: is a number, expected text;"
                                + " write the value in quotes: Magnum's labels are text"),
                arguments(
                        CLUSTER + "    shape: {nodeGroups: [{name: core, flavor: f}]}\n    verify: {scaleUp: user}\n",
                        "8: clusters.a.verify.scaleUp: cluster a has no node group `user`; known are core"),
                arguments(
                        CLUSTER + "    verify: {hub: 'https://my_hub.example.org'}\n",
                        "7: clusters.a.verify.hub: cannot be called: the host name \"my_hub.example.org\" holds an underscore,"
                                + " which Java's HTTP client refuses; give the host another name, of letters, digits and hyphens,"
                                + " or write its IP address"),
                arguments(
                        CLUSTER + "    verify: {hub: 'https://hub.example.org/?next=x'}\n",
                        "7: clusters.a.verify.hub: has a query or a fragment, below which there is no address; end it with its path"),
                arguments(
                        CLUSTER
                                + "    deploy:\n"
                                + "      - helm: {name: r, namespace: n, chart: c, version: '1', repository: 'http://r.example.org',"
                                + " repositoryCredentials: {username: u, passwordFile: webhook.token}}\n",
                        "8: clusters.a.deploy[0].helm.repositoryCredentials: would go to no repository, or to one that is not https;"
                                + " name a repository with https:// or oci://, or remove the key"),
                arguments(
                        CLUSTER
                                + "    deploy:\n"
                                + "      - helm: {name: r, namespace: n, chart: c, version: '1', repository: 'oci://r.example.org:x/charts'}\n",
                        "8: clusters.a.deploy[0].helm.repository: cannot be called: it names no host, or its port is not a number;"
                                + " give it as oci://registry.example.org/folder"),
                arguments(
                        CLUSTER
                                + "    deploy:\n"
                                + "      - helm: {name: r, namespace: n, chart: 'oci://r.example.org/charts/hub', version: '1'}\n",
                        "8: clusters.a.deploy[0].helm.chart: is a URL, and a chart is a path or a name;"
                                + " write all but its last word as `repository`, that word as `chart`, and its `version`"),
                arguments(
                        CLUSTER
                                + "    deploy:\n"
                                + "      - helm: {name: r, namespace: n, chart: charts/support, values: [values.yaml, ./values.yaml]}\n",
                        "8: clusters.a.deploy[0].helm.values[1]: FOLDER/values.yaml is there twice;"
                                + " keep it once: later files win over earlier ones"),
                arguments(
                        CLUSTER + "    deploy:\n      - helm: {name: r, namespace: n, chart: charts}\n",
                        "8: clusters.a.deploy[0].helm.chart: FOLDER/charts has no file Chart.yaml, so it is not a chart;"
                                + " name the folder that has one"),
                arguments(
                        CLUSTER + "    deploy:\n      - helm: {name: r, namespace: n, chart: ./nope}\n",
                        "8: clusters.a.deploy[0].helm.chart: there is no file or folder FOLDER/nope; correct the path"),
                arguments(
                        CLUSTER + "    deploy:\n      - helm: {name: r, namespace: n, chart: jupyterhub}\n",
                        "8: clusters.a.deploy[0].helm.chart: there is no file or folder FOLDER/jupyterhub;"
                                + " correct the path, or add `repository` and `version`"),
                arguments(
                        CLUSTER
                                + "    deploy:\n      - helm: {name: r, namespace: n, chart: c, repository: 'https://r.example.org'}\n",
                        "8: clusters.a.deploy[0].helm.version: is missing;"
                                + " name the chart's version: a recovery must not install whatever is newest that day"),
                arguments(
                        CLUSTER
                                + "    deploy:\n      - helm: {name: r, namespace: n, chart: c, version: '1', repository: r.example.org}\n",
                        "8: clusters.a.deploy[0].helm.repository: `r.example.org` cannot be read;"
                                + " write a whole address, such as https://charts.example.org or oci://registry.example.org/charts"),
                arguments(
                        CLUSTER
                                + "    deploy:\n      - helm: {name: r, namespace: n, chart: charts/support, values: [a.yaml]}\n",
                        "8: clusters.a.deploy[0].helm.values[0]: there is no file FOLDER/a.yaml;"
                                + " correct the path, or put the file there"),
                arguments(
                        CLUSTER
                                + "    deploy:\n      - helm: {name: r, namespace: n, chart: charts/support}\n"
                                + "      - helm: {name: r, namespace: n, chart: charts/support}\n",
                        "9: clusters.a.deploy[1].helm.name: `r` is there twice;"
                                + " name each step otherwise: the operator resolves it by its name"),
                arguments(
                        CLUSTER + "    releases:\n      - {name: r, namespace: n, chart: charts/support}\n",
                        "7: clusters.a.releases: is no longer a key; write `deploy:` instead, and each release of the list below it"
                                + " as `- helm: {name: ..., namespace: ..., chart: ...}`"),
                arguments(
                        CLUSTER
                                + "    deploy:\n      - human: {name: h, text: Do it.}\n        command: {name: c, run: [sh]}\n",
                        "8: clusters.a.deploy[0]: has 2 keys; write one step for each kind: each begins with a hyphen"),
                arguments(
                        CLUSTER + "    deploy:\n      - command: {name: c, run: [./no-deployer]}\n",
                        "8: clusters.a.deploy[0].command.run[0]: there is no file FOLDER/no-deployer;"
                                + " correct the path, or put the program there"),
                arguments(
                        CLUSTER + "    deploy:\n      - command: {name: c, run: [sh], folder: nowhere}\n",
                        "8: clusters.a.deploy[0].command.folder: there is no folder FOLDER/nowhere;"
                                + " correct the path, or make the folder"),
                arguments(
                        CLUSTER + "    handOff:\n      - command: {name: c, run: [./values.yaml]}\n",
                        "8: clusters.a.handOff[0].command.run[0]: FOLDER/values.yaml may not be executed;"
                                + " run chmod +x FOLDER/values.yaml"),
                arguments(
                        CLUSTER + "    handOff:\n      - command: {name: c, run: [sh], done: [no-such-program]}\n",
                        "8: clusters.a.handOff[0].command.done[0]: there is no program `no-such-program` on PATH;"
                                + " install it on the worker's machine, or write its path with a slash, such as ./no-such-program"),
                arguments(
                        CLUSTER + "    deploy:\n      - kubectl: {name: r}\n",
                        "8: clusters.a.deploy[0].kubectl: is not a key here; known are helm, command, human, names"),
                arguments(
                        CLUSTER + "    deploy:\n      - command: {name: c, run: [sh], environment: [A=b]}\n",
                        "8: clusters.a.deploy[0].command.environment[0]: `A=b` cannot be read;"
                                + " write the name of a variable; its value comes from the worker's environment"),
                arguments(
                        CLUSTER + "    verify: {build: gh/o/r/main}\n",
                        "7: clusters.a.verify.build: needs a BinderHub to build with; add `verify.binder` to cluster a"),
                arguments(
                        CLUSTER + "    verify: {commit: {command: {name: c, run: [sh]}}}\n",
                        "7: clusters.a.verify.commit.command: has no effect where nothing is built;"
                                + " add `verify.binder` and `verify.build` to cluster a"),
                arguments(
                        CLUSTER
                                + "    verify: {binder: 'https://binder.example.org', build: gh/o/r/main, commit: {command: {name: c, run: [no-such-program]}}}\n",
                        "7: clusters.a.verify.commit.command.run[0]: there is no program `no-such-program` on PATH;"
                                + " install it on the worker's machine, or write its path with a slash, such as ./no-such-program"),
                arguments(
                        CLUSTER + "    verify: {userServer: {tokenFile: webhook.token}}\n",
                        "7: clusters.a.verify.userServer.tokenFile: needs a JupyterHub that takes the token;"
                                + " add `verify.hub` to cluster a"),
                arguments(
                        CLUSTER + "    verify: {hub: 'https://hub.example.org', userServer: {tokenFile: hub.token}}\n",
                        "7: clusters.a.verify.userServer.tokenFile: there is no file FOLDER/hub.token;"
                                + " write a token of the JupyterHub into it, readable by its owner alone"),
                arguments(
                        CLUSTER
                                + "    verify: {hub: 'https://hub.example.org', userServer: {tokenFile: webhook.token, options: {image: null}}}\n",
                        "7: clusters.a.verify.userServer.options.image: is empty, expected text or a number or true or false;"
                                + " write a text, a number, true or false"),
                arguments(
                        CLUSTER + "    verify: {hub: 'https://hub.example.org', userServer: {profile: small}}\n",
                        "7: clusters.a.verify.userServer.profile: has no effect without a token;"
                                + " add `verify.userServer.tokenFile` to cluster a"),
                arguments(
                        CLUSTER + "    verify: {binder: 'https://binder.example.org', build: [gh/o/r/main, main]}\n",
                        "7: clusters.a.verify.build[1]: `main` cannot be read;"
                                + " write it as in a Binder link, such as gh/org/repository/main"),
                arguments(
                        CLUSTER + "    verify: {trust: webhook.token}\n",
                        "7: clusters.a.verify.trust: no authority can be read in FOLDER/webhook.token;"
                                + " write the authorities' certificates into it in PEM, one after the other"),
                arguments(
                        CLUSTER + "    verify: {certificates: off}\n",
                        "7: clusters.a.verify.certificates: `off` is not known; write one of checked, unchecked"),
                arguments(
                        CLUSTER + "    verify: {names: {address: 192.0.2.7}}\n",
                        "7: clusters.a.verify.names.address: needs a name that leads there;"
                                + " add `verify.hub` or `verify.binder` to cluster a"),
                arguments(
                        CLUSTER
                                + "    verify: {hub: 'https://hub.example.org', names: {service: a/b, address: 192.0.2.7}}\n",
                        "7: clusters.a.verify.names.address: says what `verify.names.service` says too; keep one of them"),
                arguments(
                        CLUSTER
                                + "    policy: {rebuild: beside}\n"
                                + "    verify: {hub: 'https://hub.example.org', names: {address: 192.0.2.7}}\n",
                        "8: clusters.a.verify.names.address: cannot be proven with `rebuild: beside`, where the names move only"
                                + " after the proof; leave `verify.names` out, or choose another `policy.rebuild`"),
                arguments(
                        CLUSTER + "    deploy:\n      - human: {name: h, text: Do it.}\n    rescue: {}\n",
                        "9: clusters.a.rescue: copies nothing, since no `helm` step of `deploy` names a namespace;"
                                + " list below `namespaces` where the hubs are, such as [hub], or leave `rescue` out"),
                arguments(
                        CLUSTER + "    verify: {hub: 'https://hub.example.org', names: {service: ingress}}\n",
                        "7: clusters.a.verify.names.service: `ingress` cannot be read;"
                                + " write namespace/name, such as ingress-nginx/ingress-nginx-controller"),
                arguments(
                        CLUSTER + "    verify: {hub: 'https://hub.example.org', names: {resolver: 9.9.9.9}}\n",
                        "7: clusters.a.verify.names.resolver: has no effect where no name is looked at;"
                                + " add `verify.names.service` or `verify.names.address` to cluster a"),
                arguments(
                        CLUSTER + "    deploy: [{names: {name: public-names}}]\n",
                        "7: clusters.a.deploy[0].names: does not say where the names lead;"
                                + " add `verify.names.service` to cluster a"),
                arguments(
                        CLUSTER + "    policy: {upgrade: when_viable}\n",
                        "7: clusters.a.policy.upgrade: `when_viable` is not known; did you mean when-viable?"),
                arguments(
                        CLUSTER + "    policy: {keepVolumes: \"yes\"}\n",
                        "7: clusters.a.policy.keepVolumes: is text, expected true or false; write true or false, without quotes"),
                arguments(
                        CLUSTER + "    policy: {approval: {teardown: pre-approved, approvers: [ana]}}\n",
                        "7: clusters.a.policy.approval.teardown: is pre-approved, so the approvers of cluster a are never asked;"
                                + " write `teardown: required`, limit it by `within:`, or remove the approvers"),
                arguments(
                        CLUSTER + "    policy: {approval: {teardown: pre-approved, needed: 2}}\n",
                        "7: clusters.a.policy.approval.teardown: is pre-approved, so cluster a never asks for the approvals that"
                                + " it needs; write `teardown: required`, limit it by `within:`, or remove needed"),
                arguments(
                        CLUSTER + "    policy: {approval: {teardown: pre-approved, within: {windows: [{days: [Sat],"
                                + " from: \"22:00\", to: \"22:00\", zone: Europe/Berlin}]}}}\n",
                        "7: clusters.a.policy.approval.within.windows[0].to: is the same as from, so the window is empty;"
                                + " choose a later end"),
                arguments(
                        CLUSTER + "compatibility: [{chart: v0.16.0, tested: [1.33.2], source: seen}]\n",
                        "7: compatibility[0].chart: `v0.16.0` is not a version of a chart, which begins with a digit; write it as"
                                + " the label capi_helm_chart_version has it, such as 0.16.0"),
                arguments(
                        CLUSTER + "compatibility: [{chart: 0.16.0, tested: [newest], source: seen}]\n",
                        "7: compatibility[0].tested[0]: `newest` is not a version of Kubernetes; write it in full, such as 1.33.2"),
                arguments(
                        CLUSTER + "    policy: {approval: {validFor: 0h}}\n",
                        "7: clusters.a.policy.approval.validFor: is zero; use a time such as 20s, 90m or 30d"),
                arguments(
                        CLUSTER + "    policy: {renewBefore: 30 days}\n",
                        "7: clusters.a.policy.renewBefore: `30 days` cannot be read; write numbers with units from large to small,"
                                + " such as 500ms, 20s, 90m, 4h, 1h30m or 30d"),
                arguments(
                        CLUSTER + "    policy: {renewBefore: 400d}\n",
                        "7: clusters.a.policy.renewBefore: is as long as a certificate lives, which is one year;"
                                + " use less, such as 30d; otherwise every survey renews"),
                arguments(
                        CLUSTER + "    policy: {deadlines: {create: 10s}}\n",
                        "7: clusters.a.policy.deadlines.create: the deadline create of cluster a (10 s) ends before the second poll"
                                + " (pollEvery 20 s); give it more time, or poll more often"),
                arguments(
                        CLUSTER + "    policy: {maintenanceWindows: [{from: '22:00', to: '22:00', zone: UTC}]}\n",
                        "7: clusters.a.policy.maintenanceWindows[0].to: is the same as from, so the window is empty; choose a later end"),
                arguments(
                        CLUSTER + "    policy: {maintenanceWindows: [{from: '22:00', to: '25:00', zone: UTC}]}\n",
                        "7: clusters.a.policy.maintenanceWindows[0].to: `25:00` cannot be read;"
                                + " write it in quotes with two digits each, such as \"22:00\""),
                arguments(
                        CLUSTER
                                + "    policy: {maintenanceWindows: [{from: '22:00', to: '04:00', zone: Europe/Berln}]}\n",
                        "7: clusters.a.policy.maintenanceWindows[0].zone: `Europe/Berln` is not a time zone;"
                                + " did you mean Europe/Berlin?"),
                arguments(
                        CLUSTER
                                + "    policy: {maintenanceWindows: [{days: [Saturday], from: '22:00', to: '04:00', zone: UTC}]}\n",
                        "7: clusters.a.policy.maintenanceWindows[0].days[0]: `Saturday` is not known;"
                                + " write one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
                arguments(
                        CLUSTER + "    policy: {approval: {validFor: 59s}}\n",
                        "7: clusters.a.policy.approval.validFor: is too short: an approval would expire before the"
                                + " teardown begins; use 1m or more, such as 4h"),
                arguments(
                        CLUSTER + "    policy: {approval: {approvers: [ana, ' POLICY']}}\n",
                        "7: clusters.a.policy.approval.approvers[1]: is `policy`, by which this file itself approves,"
                                + " so no person can approve under it; name a human, or write `teardown: pre-approved`"),
                arguments(
                        HEAD + "defaults: {policy: {approval: {approvers: [policy]}}}\n"
                                + CLUSTER.substring(HEAD.length()),
                        "2: defaults.policy.approval.approvers[0]: is `policy`, by which this file itself approves,"
                                + " so no person can approve under it; name a human, or write `teardown: pre-approved`"),
                arguments(
                        CLUSTER + "    policy: {deadlines: {create: 99999999999d}}\n",
                        "7: clusters.a.policy.deadlines.create: is longer than 3650d, which is ten years;"
                                + " use a time such as 20s, 90m or 30d"),
                arguments(
                        CLUSTER + "survey: {every: 99999999999999999999d}\n",
                        "7: survey.every: is longer than 3650d, which is ten years; use 1m or more, such as 6h"),
                arguments(
                        CLUSTER
                                + "    deploy:\n      - helm: {name: r, namespace: n, chart: charts/support, timeout: 87601h}\n",
                        "8: clusters.a.deploy[0].helm.timeout: is longer than 3650d, which is ten years;"
                                + " use a time such as 10m"),
                arguments(
                        CLUSTER + "    shape: {masterCount: !!int abc, nodeGroups: [{name: g, flavor: f}]}\n",
                        "7: clusters.a.shape.masterCount: is not a whole number that can be used;"
                                + " write a smaller one in digits, or put it in quotes if it is text"),
                arguments(
                        CLUSTER + "    shape: {masterCount: 1e999999999, nodeGroups: [{name: g, flavor: f}]}\n",
                        "7: clusters.a.shape.masterCount: is not a number that can be used;"
                                + " write a smaller one in digits, or put it in quotes if it is text"),
                arguments(
                        CLUSTER + "    shape: {masterCount: 3000000000, nodeGroups: [{name: g, flavor: f}]}\n",
                        "7: clusters.a.shape.masterCount: is 3000000000; use 10000 or less"),
                arguments(
                        CLUSTER + "    policy: {keepVolumes: !!bool perhaps}\n",
                        "7: clusters.a.policy.keepVolumes: is neither true nor false; write true or false, without quotes"),
                arguments(
                        "openstack: {cloudsFile: \"a\\0b\"}\n" + CLUSTER.substring(HEAD.length()),
                        "1: openstack.cloudsFile: holds a NUL, or half a character, which no name can; remove it"),
                arguments(CLUSTER + "proofs: {every: 0m}\n", "7: proofs.every: is zero; use 1h or more, such as 24h"),
                arguments(CLUSTER + "survey: {every: 0m}\n", "7: survey.every: is zero; use 1m or more, such as 6h"),
                arguments(
                        CLUSTER + "state:\n",
                        "7: state: is empty, expected keys with values; write a value, or remove the key"),
                arguments(
                        CLUSTER + "webhooks: {listen: 8480}\n",
                        "7: webhooks.listen: is a number, expected text; write an address and a port, such as 127.0.0.1:8480"),
                arguments(
                        CLUSTER + "webhooks: {listen: '127.0.0.1:99999'}\n",
                        "7: webhooks.listen: port 99999 does not exist; use 1 to 65535, or 0"),
                arguments(
                        CLUSTER + "webhooks: {tokenFile: nope.token}\n",
                        "7: webhooks.tokenFile: there is no file FOLDER/nope.token;"
                                + " make it with `umask 077; openssl rand -hex 32 > nope.token`"));
    }

    @ParameterizedTest
    @MethodSource("oneFault")
    void tellsTheFault(String text, String fault) throws IOException {
        assertThat(faults(text)).containsExactly("fleet.yaml:" + fault);
    }

    @Test
    void tellsEveryFaultAtOnce() throws IOException {
        assertThat(faults("""
                        openstack: {cloudsFile: clouds.yaml, cloud: x}
                        defaults:
                          policy: {renewBefore: soon}
                        clusters:
                          a:
                            cloud: jetstream
                            magnum: m
                            templates: []
                            policy: {upgrade: maybe}
                        """))
                .extracting(fault -> fault.substring(0, fault.indexOf(": ")))
                .containsExactly("fleet.yaml:1", "fleet.yaml:3", "fleet.yaml:6", "fleet.yaml:8", "fleet.yaml:9");
    }

    @Test
    void tellsFaultsOfTheCloudsFileToo() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), "clouds: {\n");

        assertThat(faults(CLUSTER))
                .singleElement()
                .asString()
                .startsWith("clouds.yaml:2: this is not YAML, or not plain YAML; ");
    }

    @Test
    void tellsNoPasswordOfTheCloudsFile() throws IOException {
        Files.writeString(
                folder.resolve("clouds.yaml"), "clouds:\n  jetstream2:\n    auth: {password: *Hunter2-S3cret}\n");

        assertThat(faults(CLUSTER))
                .singleElement()
                .asString()
                .startsWith("clouds.yaml:3: this is not YAML, or not plain YAML; ")
                .contains("single quotes")
                .doesNotContain("Hunter2");
    }

    @Test
    void knowsACloudThatIsMerged() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), """
                base: &base
                  jetstream2:
                    auth: {auth_url: "http://127.0.0.1:1/v3", application_credential_id: id, application_credential_secret: none}
                    auth_type: v3applicationcredential
                clouds: {<<: *base}
                """);

        assertThat(FleetFile.read(fleet.write(CLUSTER)).ids()).containsExactly("a");
    }

    static Stream<Arguments> tooMuch() {
        StringBuilder laughs = new StringBuilder(HEAD + "x0: &x0 [a, a]\n");
        for (int i = 1; i < 24; i++) {
            laughs.append("x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return Stream.of(
                arguments(
                        laughs.toString(),
                        "3: holds too much: more than 50000 values, aliases counted as what they stand for;"
                                + " remove the anchors that hold each other over and over"),
                arguments(
                        "[".repeat(20_000),
                        "1: is nested too deeply; close the brackets, or fix the indentation, above"),
                arguments(
                        HEAD + "a: " + "{a: ".repeat(20_000),
                        "2: is nested too deeply; close the brackets, or fix the indentation, above"),
                arguments("a: &a [*a]\n", "1: is nested too deeply; remove the anchor that holds itself"));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void refusesWhatWouldTakeAllMemoryOrStack(String text, String fault) throws IOException {
        assertThat(faults(text)).containsExactly("fleet.yaml:" + fault);
    }

    @Test
    void refusesAFileThatIsLargerThanAny() throws IOException {
        assertThat(faults(CLUSTER + "# " + "x".repeat(2_000_000)))
                .singleElement()
                .asString()
                .isEqualTo(
                        "fleet.yaml:1: is larger than 524288 characters, so it is not a file of this kind; name the right file");
    }

    /** Whatever somebody's hand slips on, they are told: nothing but faults, and no other exception. */
    @Test
    void readsOrRefusesWhateverAFileSays() throws IOException {
        String[] malformed = {
            "!!int abc",
            "!!float x",
            "!!bool x",
            "!!null x",
            "!!binary x",
            "!!set {a}",
            "!x y",
            "*nowhere",
            "&a *a",
            "1e999999999",
            "-1e-999999999",
            "99999999999999999999999999999999999999",
            "1".repeat(5000),
            ".inf",
            ".nan",
            "0x1F",
            "0",
            "-1",
            "2.5",
            "1e2",
            "~",
            "\"\\0\"",
            "\"\\UFFFFFFFF\"",
            "\"\\uD800\"",
            "\u0007",
            "99999999999999999999d",
            "99999999999d",
            "999999999999999d",
            "106751991167300d",
            "9223372036854775807ms",
            "1d".repeat(100),
            "[]",
            "{}",
            "[[[]]]",
            "{? [a] : b}",
            "{? : b}",
            "{'': b}",
            "{a/b~c: d}",
            "'a:99999999999999999999'",
            "a:1",
            "':0'",
            "|",
            ">9",
            "%YAML 9.9",
            "~/x",
            "'~'",
            "/",
            "x".repeat(100_000),
            "'\u202e'",
            "<<",
            "{<<: *a}",
            "- a",
            "---",
            "...",
            "@",
            "`"
        };
        String[] lines = (FleetFolder.WHOLE + "      approval: {teardown: required, validFor: 4h}\n"
                        + "    shape: {masterCount: 3, nodeGroups: [{name: g, flavor: f, min: 1, max: 2, count: 1}]}\n")
                .split("\n");
        for (int i = 0; i < lines.length; i++) {
            for (String each : malformed) {
                int last = Math.max(0, lines[i].lastIndexOf(": "));
                String brackets = lines[i].substring(last).replaceAll("[^\\]}]", "");
                String[] mutated = lines.clone();
                mutated[i] = lines[i].substring(0, last) + ": " + each + brackets;
                Path file = fleet.write(String.join("\n", mutated) + "\n");
                assertThatCode(() -> readOrRefused(file)).as(mutated[i]).doesNotThrowAnyException();
            }
        }
    }

    private static void readOrRefused(Path file) {
        try {
            FleetFile.read(file);
        } catch (FaultyFile refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    @Test
    void tellsOnceWhatACloudLacks() throws IOException {
        String text = CLUSTER.replace("jetstream2", "other") + "  b: {cloud: other, magnum: n, templates: [t]}\n";

        assertThat(faults(text))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault)
                        .startsWith("fleet.yaml:4: clusters.a.cloud: `other` cannot be used: ")
                        .contains("clouds.other"));
    }

    @Test
    void tellsThatThereIsNoFile() {
        Path nowhere = folder.resolve("nowhere.yaml");

        assertThatThrownBy(() -> FleetFile.read(nowhere))
                .isInstanceOf(FaultyFile.class)
                .hasMessage(nowhere
                        + ":1: is not there; copy fleet.example.yaml and change it, or name another file by --fleet");
    }

    private String[] faults(String text) throws IOException {
        Path file = fleet.write(text);
        FaultyFile faulty = catchThrowableOfType(FaultyFile.class, () -> FleetFile.read(file));
        assertThat(faulty).as("the file has faults").isNotNull();
        return Arrays.stream(String.valueOf(faulty.getMessage())
                        .replace(folder + "/fleet.yaml", "fleet.yaml")
                        .replace(folder + "/clouds.yaml:", "clouds.yaml:")
                        .replace(folder.toString(), "FOLDER")
                        .split("\n"))
                .toArray(String[]::new);
    }
}
