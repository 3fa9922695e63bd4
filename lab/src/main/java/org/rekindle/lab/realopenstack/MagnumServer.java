// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rekindle.lab.cloud.identity.Catalogue;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.process.ShortCommand;

/** A real Magnum with the driver magnum-capi-helm: API and conductor in one process, its tables in MariaDB. */
final class MagnumServer implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(90);
    private static final Duration START = Duration.ofSeconds(60);

    private final Service service;

    private MagnumServer(Service service) {
        this.service = service;
    }

    /**
     * What it works with.
     *
     * @param identityUrl of Keystone
     * @param password of its user {@code magnum}
     * @param connection to its database
     * @param kubeconfig of the management cluster
     * @param helm the program
     * @param charts the address of the chart repository
     * @param defaultChart the version that it takes when a template names none
     */
    record Dependencies(
            String identityUrl,
            String password,
            String connection,
            Path kubeconfig,
            Path helm,
            String charts,
            String defaultChart) {}

    /** Makes its tables and starts it. */
    static MagnumServer start(PythonPackages python, Dependencies needed, Path folder, int port, Path logs)
            throws IOException {
        Files.createDirectories(folder.resolve("state/lock"));
        Files.copy(
                python.etc("magnum/api-paste.ini"),
                folder.resolve("api-paste.ini"),
                StandardCopyOption.REPLACE_EXISTING);
        Path configuration = folder.resolve("magnum.conf");
        OwnerOnly.write(configuration, configuration(needed, folder, port));
        ShortCommand.run(
                "make Magnum's tables",
                CleanEnvironment.without(List.of(
                        python.program("magnum-db-manage"), "--config-file", configuration.toString(), "upgrade")),
                Map.of(),
                logs.resolve("magnum-db-manage.log"),
                STEP);
        Path script = PackagedFiles.unpack("magnum_one_process.py", folder.resolve("magnum_one_process.py"));
        Service service = Service.start(
                "magnum",
                CleanEnvironment.without(List.of(
                        python.program("python"),
                        script.toString(),
                        configuration.toString(),
                        String.valueOf(port),
                        folder.resolve(MagnumChanges.NOTES).toString())),
                // The driver runs the helm that comes first.
                Map.of("PATH", needed.helm().getParent() + ":" + System.getenv("PATH"), "HOME", folder.toString()),
                logs);
        try {
            service.awaitAnswer(START, "http://127.0.0.1:" + port + "/");
        } catch (RuntimeException failed) {
            service.close();
            throw failed;
        }
        return new MagnumServer(service);
    }

    @Override
    public void close() {
        service.close();
    }

    private static String configuration(Dependencies needed, Path folder, int port) {
        String login = """
                auth_type = password
                auth_url = %s
                username = %s
                password = %s
                project_name = %s
                user_domain_id = default
                project_domain_id = default
                """.formatted(needed.identityUrl(), Tenants.MAGNUM, needed.password(), Tenants.SERVICE_PROJECT);
        StringBuilder regions = new StringBuilder();
        for (String client : List.of("cinder", "nova", "glance", "neutron", "magnum")) {
            regions.append('[')
                    .append(client)
                    .append("_client]\nregion_name = ")
                    .append(Catalogue.REGION)
                    .append('\n');
        }
        // api_resources: the driver's own default is not what its code can read.
        return """
                [DEFAULT]
                host = lab
                transport_url = fake://
                state_path = %1$s/state
                periodic_interval_max = 3
                [oslo_concurrency]
                lock_path = %1$s/state/lock
                [database]
                connection = %2$s
                [oslo_messaging_notifications]
                driver = noop
                [api]
                host = 127.0.0.1
                port = %3$d
                api_paste_config = %1$s/api-paste.ini
                [certificates]
                cert_manager_type = x509keypair
                [keystone_authtoken]
                www_authenticate_uri = %4$s
                service_token_roles_required = true
                %5$s
                [keystone_auth]
                %5$s
                [cinder]
                default_boot_volume_size = 0
                %6$s
                [drivers]
                verify_ca = false
                [kubernetes]
                health_polling_interval = 15
                [capi_helm]
                kubeconfig_file = %7$s
                helm_chart_repo = %8$s
                helm_chart_name = openstack-cluster
                default_helm_chart_version = %9$s
                api_resources = {}
                """.formatted(
                        folder,
                        needed.connection(),
                        port,
                        needed.identityUrl(),
                        login,
                        regions,
                        needed.kubeconfig(),
                        needed.charts(),
                        needed.defaultChart());
    }
}
