"""Streams at a rate, measured as vLLM's, guidellm's and llmperf's clients do: asyncio, aiohttp, a time stamp and a JSON parse for
each chunk. Writes a line of JSON for each answer: its id, and the seconds from sending to each content event and to the end.

    aiohttp_client.py URL MODEL REQUESTS_PER_SECOND SECONDS TOKENS FILE
"""
import asyncio
import json
import sys
import time

import aiohttp


async def stream(session, url, payload, results):
    times = []
    start = time.perf_counter()
    async with session.post(url, json=payload) as response:
        response.raise_for_status()
        async for line in response.content:
            line = line.strip()
            if not line.startswith(b"data:"):
                continue
            data = line[5:].strip()
            if data == b"[DONE]":
                continue
            now = time.perf_counter()
            chunk = json.loads(data)
            if chunk["choices"] and chunk["choices"][0]["delta"].get("content"):
                times.append(now - start)
        results.append({"id": response.headers.get("x-request-id"), "times": times, "latency": time.perf_counter() - start})


async def main(url, model, rate, seconds, tokens, file):
    payload = {
        "model": model,
        "messages": [{"role": "user", "content": "Hello, world!"}],
        "max_tokens": tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    results, tasks = [], []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        begin = time.perf_counter()
        for i in range(int(rate * seconds)):
            wait = begin + i / rate - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            tasks.append(asyncio.create_task(stream(session, url, payload, results)))
        await asyncio.gather(*tasks)
    with open(file, "w") as lines:
        for result in results:
            lines.write(json.dumps(result) + "\n")


asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), sys.argv[6]))
