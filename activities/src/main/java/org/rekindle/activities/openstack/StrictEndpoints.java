// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openstack4j.api.identity.EndpointURLResolver;
import org.openstack4j.api.types.ServiceType;
import org.openstack4j.model.identity.URLResolverParams;
import org.openstack4j.model.identity.v3.Endpoint;
import org.openstack4j.model.identity.v3.Service;
import org.openstack4j.model.identity.v3.Token;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/**
 * Finds a service's endpoint in the catalogue, or fails.
 *
 * <p>openstack4j's own resolver answers with the URL of Keystone when it finds nothing, and takes the first of several that
 * look alike. A 404 from the wrong service reads as "no clusters", after which somebody would build a second one; therefore
 * nothing is guessed here.
 */
final class StrictEndpoints implements EndpointURLResolver {

    private final CloudEntry cloud;

    StrictEndpoints(CloudEntry cloud) {
        this.cloud = cloud;
    }

    @Override
    public String findURLV2(URLResolverParams params) {
        throw Failures.of(
                FailureCode.MISCONFIGURED,
                cloud.file() + ": clouds." + cloud.name()
                        + ".identity_api_version: only version 3 is supported; use 3.");
    }

    @Override
    public String findURLV3(URLResolverParams params) {
        if (params.type == ServiceType.IDENTITY) {
            return cloud.authUrl().toString();
        }
        for (CloudService service : CloudService.values()) {
            if (service.type() == params.type) {
                return service.versioned(find(service, params.token));
            }
        }
        throw new IllegalArgumentException("Nothing here talks to " + params.type);
    }

    private String find(CloudService service, Token token) {
        List<? extends Service> catalogue = token.getCatalog() == null ? List.of() : token.getCatalog();
        for (Set<String> types : service.catalogueTypes()) {
            List<String> urls = catalogue.stream()
                    .filter(listed -> service.isListedAs(listed, types))
                    .flatMap(this::endpoints)
                    .map(endpoint -> endpoint.getUrl().toString())
                    .distinct()
                    .toList();
            if (urls.size() == 1) {
                return urls.get(0);
            }
            if (urls.size() > 1) {
                throw Failures.of(
                        FailureCode.AMBIGUOUS,
                        "The catalogue of " + cloud + " lists more than one " + service.label() + " with the interface "
                                + facing() + ": " + String.join(", ", urls)
                                + ". Set region_name for the cloud in " + cloud.file() + ".");
            }
        }
        throw Failures.of(
                FailureCode.MISCONFIGURED,
                "The catalogue of " + cloud + " has no " + service.label() + " (type " + service.typesInWords()
                        + ") with the interface " + facing() + inRegion() + ". It offers: " + offers(catalogue)
                        + ". Check region_name and interface of the cloud in " + cloud.file() + ".");
    }

    private Stream<? extends Endpoint> endpoints(Service service) {
        return service.getEndpoints().stream()
                .filter(endpoint -> endpoint.getIface() == cloud.facing() && endpoint.getUrl() != null)
                .filter(endpoint -> cloud.region() == null
                        || cloud.region().equals(endpoint.getRegion())
                        || cloud.region().equals(endpoint.getRegionId()));
    }

    private static String offers(List<? extends Service> catalogue) {
        String offers = catalogue.stream()
                .map(service -> service.getType() + " (" + service.getName() + ": "
                        + service.getEndpoints().stream()
                                .map(endpoint -> endpoint.getIface().value() + " in " + endpoint.getRegion())
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining("; "));
        return offers.isEmpty() ? "nothing" : offers;
    }

    private String facing() {
        return cloud.facing().name().toLowerCase(Locale.ROOT);
    }

    private String inRegion() {
        return cloud.region() == null ? "" : " in region " + cloud.region();
    }
}
