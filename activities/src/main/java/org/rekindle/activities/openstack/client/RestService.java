// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.openstack.internal.BaseOpenStackService;
import org.rekindle.activities.openstack.CloudService;

/**
 * Any service, by openstack4j's own means of adding one: it finds the endpoint and brings the token of this thread's
 * session. openstack4j's ready-made services are not used, since they turn a 404 into an empty list, do not turn pages, and
 * lose the words of errors.
 */
final class RestService extends BaseOpenStackService {

    RestService(CloudService service) {
        super(service.type());
    }

    HttpResponse send(ServiceCall call) {
        Invocation<Void> invocation = request(call.method(), Void.class, call.path())
                .params(call.query())
                .headers(call.headers());
        if (call.body() != null) {
            invocation.json(call.body().toString());
        }
        return invocation.executeWithResponse();
    }
}
