import Catalog
import CodeModel
import Facts
import Testing

/// A program, the fields asked for of its last fact, and what they hold in the notation of `CodeRepository`.
struct FactRow: Sendable, CustomTestStringConvertible {
    var program: String
    var expected: String
    var testDescription: String { program }

    init(_ program: String, _ expected: String) {
        self.program = program
        self.expected = expected
    }

    func check(_ kind: FactKind) throws {
        let names = expected.split(separator: " ").compactMap { $0.split(separator: "=").first.map(String.init) }
        let found = try CodeRepository.fields(expected == "no fact" ? ["call"] : names, of: kind, in: program)
        #expect(found == expected, "found \(found)")
    }
}

@Suite struct CodeFactTests {
    @Test(arguments: modelCalls) func modelCallsAreRead(row: FactRow) throws { try row.check(.llmCall) }
    @Test(arguments: embeddings) func embeddingsAreRead(row: FactRow) throws { try row.check(.embeddingCall) }
    @Test(arguments: loads) func loadsAreRead(row: FactRow) throws { try row.check(.modelLoad) }
    @Test(arguments: http) func httpCallsAreRead(row: FactRow) throws { try row.check(.httpCall) }
    @Test(arguments: frames) func frameLoopsAreRead(row: FactRow) throws { try row.check(.dataFrameLoop) }

    private static let client = "from openai import OpenAI\nclient = OpenAI()\n"
    private static func chat(_ arguments: String, before: String = "") -> String {
        client + before + "\nclient.chat.completions.create(\(arguments))"
    }

    private static func made(_ call: String, name: String = "name", default own: String = "'gpt-4o'") -> String {
        "from langchain_openai import ChatOpenAI\ndef make(name=\(own)):\n    return ChatOpenAI(model=\(name))\n" + call
    }

    static let modelCalls = [
        FactRow(chat("model='gpt-4o', messages=[]"), "model=gpt-4o endpoint=provider tools=false sdk=openai"),
        FactRow(chat("model='gpt-4o', max_tokens=5, temperature=0"), "model=gpt-4o max-output-tokens=5 temperature=0"),
        FactRow(chat("model=M", before: "M = 'gpt-4o'"), "model=gpt-4o"),
        FactRow(chat("model=os.getenv('M', 'gpt-4o')", before: "import os"), "model=~gpt-4o"),
        FactRow(chat("model='a' if c else 'b'"), "model=a|b"),
        FactRow(made("make('gpt-4o-mini').invoke('x')"), "model=gpt-4o-mini"),
        FactRow(made("make(name='gpt-4o-mini').invoke('x')"), "model=gpt-4o-mini"),
        FactRow(made("m = make('gpt-4o-mini')\nm.invoke('x')"), "model=gpt-4o-mini"),
        FactRow(made("make().invoke('x')"), "model=gpt-4o"),
        FactRow(made("make(settings).invoke('x')"), "model=? model.unresolved=computed"),
        FactRow(made("make(*names).invoke('x')"), "model=?"),
        FactRow(made("make('gpt-4o-mini').invoke('x')", name: "name or 'gpt-4o'", default: "None"), "model=gpt-4o-mini"),
        FactRow(made("make().invoke('x')", name: "name or 'gpt-4o'", default: "None"), "model=gpt-4o"),
        FactRow(chat("model=os.environ['M']", before: "import os"), "model=? model.unresolved=environment"),
        FactRow(chat("model=settings.MODEL", before: "from app import settings"), "model=? model.unresolved=other-file"),
        FactRow(chat("**options"), "model=? model.unresolved=spread"),
        FactRow(chat("messages=[]"), "model=? model.unresolved=not-given"),
        FactRow(chat("model=settings.MODEL", before: "import settings"), "model=?"),
        FactRow(chat("**kw", before: "kw = {'model': 'gpt-4o', 'tools': [t]}"), "model=gpt-4o tools=true"),
        FactRow(chat("**kw", before: "kw = {}\nkw['model'] = 'gpt-4o'"), "model=gpt-4o tools=false"),
        FactRow(chat("model='gpt-4o', **kw", before: "kw = load()"), "model=gpt-4o tools=?"),
        FactRow(chat("model='gpt-4o', tools=tools", before: "tools = []"), "tools=false"),
        FactRow(chat("model='gpt-4o', tools=None"), "tools=false"),
        FactRow(chat("model='gpt-4o', tools=tools", before: "tools = []\ntools.append(t)"), "tools=true"),
        FactRow(client + "def f(model='gpt-4o'):\n    client.chat.completions.create(model=model)", "model=~gpt-4o"),
        FactRow(client + "def f(model=None):\n    client.chat.completions.create(model=model or 'gpt-4o')", "model=~gpt-4o"),
        FactRow(client + "def f(model=None):\n    if model is None:\n        model = 'gpt-4o'\n    client.chat.completions.create(model=model)", "model=~gpt-4o"),
        FactRow(client + "def f(model=None):\n    client.chat.completions.create(model=model)", "model=?"),
        FactRow(client + "def f(model):\n    client.chat.completions.create(model=model)", "model=?"),
        FactRow("from openai import OpenAI\nc = OpenAI(base_url='http://localhost:11434/v1')\nc.chat.completions.create(model='gpt-4o')", "endpoint=localhost alias=gpt-4o"),
        FactRow("from openai import OpenAI\nc = OpenAI(base_url='https://api.groq.com/openai/v1')\nc.chat.completions.create(model='m')", "endpoint=provider provider=? model=m"),
        FactRow("from openai import OpenAI\nc = OpenAI(base_url=None)\nc.chat.completions.create(model='m')", "endpoint=provider"),
        FactRow("from openai import OpenAI\nimport os\nc = OpenAI(base_url=os.getenv('U'))\nc.chat.completions.create(model='m')", "endpoint=? model=m"),
        FactRow("from openai import OpenAI\nimport os\nc = OpenAI(base_url=os.getenv('U', 'http://litellm:4000'))\nc.chat.completions.create(model='m')", "endpoint=~litellm alias=m"),
        FactRow("from openai import OpenAI\nu = 'http://a/v1' if x else 'https://api.openai.com/v1'\nc = OpenAI(base_url=u)\nc.chat.completions.create(model='m')", "endpoint=?"),
        FactRow("from openai import OpenAI\ndef f(url):\n    c = OpenAI(base_url=f'http://{url}/v1')\n    c.chat.completions.create(model='m')", "endpoint=?"),
        FactRow("from openai import OpenAI\nc = OpenAI(**options)\nc.chat.completions.create(model='m')", "endpoint=?"),
        FactRow("from openai import AzureOpenAI\nc = AzureOpenAI()\nc.chat.completions.create(model='gpt-4')", "model=? endpoint=?"),
        FactRow("from openai import AzureOpenAI\nc = AzureOpenAI(azure_endpoint='https://x.openai.azure.com')\nc.chat.completions.create(model='gpt-4')", "model=?"),
        FactRow("def f(client):\n    client.chat.completions.create(model='gpt-4o')", "model=gpt-4o endpoint=?"),
        FactRow("class A:\n    def f(self):\n        self.llm.chat.completions.create(model='gpt-4o')", "model=gpt-4o endpoint=?"),
        FactRow("import openai\nopenai.chat.completions.create(model='gpt-4o')", "model=gpt-4o endpoint=provider"),
        FactRow("import openai\nopenai.ChatCompletion.create(engine='x', messages=[])", "endpoint=?"),
        FactRow("from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o', input='x', max_output_tokens=9)", "model=gpt-4o max-output-tokens=9"),
        FactRow("def f(db):\n    db.responses.create(model='x')", "no fact"),
        FactRow("def f(x):\n    x.completions.create(model='x')", "no fact"),
        FactRow("s = '''\nclient.chat.completions.create(model='gpt-4o')\n'''", "no fact"),
        FactRow("# client.chat.completions.create(model='gpt-4o')", "no fact"),
        FactRow("from litellm import completion\ncompletion(model='anthropic/claude', messages=[])", "sdk=litellm model=anthropic/claude endpoint=provider"),
        FactRow("import litellm\nlitellm.completion('gpt-4o', [])", "model=gpt-4o"),
        FactRow("import litellm\nlitellm.completion(model='m', api_base='http://vllm:8000')", "endpoint=vllm alias=m"),
        FactRow("import litellm\nr = litellm.Router(model_list=l)\nr.completion(model='small', messages=[])", "endpoint=gateway alias=small"),
        FactRow("import anthropic\nc = anthropic.Anthropic()\nc.messages.create(model='claude', max_tokens=5, system='s', messages=[])", "sdk=anthropic model=claude max-output-tokens=5"),
        FactRow("def f(c):\n    c.messages.create(body='x')", "no fact"),
        FactRow("from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model='gpt-4o', temperature=0)\nllm.invoke('x')", "sdk=langchain model=gpt-4o temperature=0"),
        FactRow("from langchain_openai import ChatOpenAI\nclass A:\n    def __init__(self):\n        self.llm = ChatOpenAI(model_name='gpt-4o')\n    def f(self, x):\n        return self.llm.invoke(x)", "model=gpt-4o"),
        FactRow("def f(chain):\n    chain.invoke('x')", "no fact"),
        FactRow("from google import genai\nc = genai.Client()\nc.models.generate_content(model='gemini', contents='x')", "model=gemini provider=google_genai"),
        FactRow("import google.generativeai as genai\nm = genai.GenerativeModel('gemini')\nm.generate_content('x')", "model=gemini"),
        FactRow("from google import genai\nfrom google.genai import types\nc = genai.Client()\nc.models.generate_content(model='g', contents='x', config=types.GenerateContentConfig(max_output_tokens=7))", "max-output-tokens=7"),
        FactRow("from openai import OpenAI\nclient = None\ndef get():\n    global client\n    if client is None:\n        client = OpenAI()\n    return client\ndef f():\n    get().chat.completions.create(model='m')", "model=m endpoint=provider"),
    ]

    private static func embed(_ body: String) -> String { client + body }

    static let embeddings = [
        FactRow(embed("client.embeddings.create(model='e', input='x')"), "model=e input=item loop=?"),
        FactRow(embed("for x in xs:\n    client.embeddings.create(model='e', input=x)"), "input=item loop=per-item"),
        FactRow(embed("for x in xs:\n    client.embeddings.create(model='e', input=[x])"), "input=item loop=per-item"),
        FactRow(embed("for x in xs:\n    client.embeddings.create(model='e', input=x.text)"), "input=item loop=per-item"),
        FactRow(embed("client.embeddings.create(model='e', input=['a', 'b'])"), "input=list"),
        FactRow(embed("client.embeddings.create(model='e', input=[x.text for x in xs])"), "input=list"),
        FactRow(embed("for i in range(0, len(xs), 100):\n    client.embeddings.create(model='e', input=xs[i:i + 100])"), "input=slice loop=chunk"),
        FactRow(embed("for i in range(0, len(xs), 100):\n    b = xs[i:i + 100]\n    client.embeddings.create(model='e', input=b)"), "loop=chunk"),
        FactRow(embed("for batch in batches:\n    client.embeddings.create(model='e', input=batch)"), "loop=chunk"),
        FactRow(embed("for chunk in chunks:\n    client.embeddings.create(model='e', input=chunk.text)"), "loop=per-item"),
        FactRow(embed("for chunk in chunks:\n    client.embeddings.create(model='e', input=[chunk])"), "loop=per-item"),
        FactRow(embed("for batch in batches:\n    client.embeddings.create(model='e', input=[d.text for d in batch])"), "input=list loop=chunk"),
        FactRow(embed("for attempt in range(3):\n    try:\n        client.embeddings.create(model='e', input=x)\n        break\n    except E:\n        pass"), "loop=retry"),
        FactRow(embed("r = [client.embeddings.create(model='e', input=x) for x in xs]"), "loop=per-item"),
        FactRow(embed("def embed(text: str):\n    return client.embeddings.create(model='e', input=text)\nfor t in texts:\n    embed(t)"), "input=item loop=per-item"),
        FactRow(embed("def embed(text):\n    return client.embeddings.create(model='e', input=[text])\nvs = [embed(t) for t in texts]"), "loop=per-item"),
        FactRow(embed("def embed(texts: list[str]):\n    return client.embeddings.create(model='e', input=texts)\nfor b in batches:\n    embed(b)"), "input=list loop=?"),
        FactRow(embed("def embed(text):\n    return client.embeddings.create(model='e', input=text)\ndf['v'] = df['t'].apply(embed)"), "input=item loop=per-item"),
        FactRow(embed("df['v'] = df['t'].apply(lambda t: client.embeddings.create(model='e', input=t))"), "input=item loop=per-item"),
        FactRow(embed("for x in xs:\n    client.embeddings.create(model='e', input=x.texts)"), "input=? loop=per-item"),
        FactRow(embed("for m in consumer:\n    client.embeddings.create(model='e', input=m.value)"), "loop=interactive"),
        FactRow(embed("while True:\n    q = input()\n    client.embeddings.create(model='e', input=q)"), "loop=interactive"),
    ]

    private static let auto = "import torch\nfrom transformers import AutoModelForCausalLM, BitsAndBytesConfig\n"

    static let loads = [
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x')", "model=x precision=? quantization=none device=?"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', torch_dtype=torch.float32)", "precision=fp32"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', dtype='bfloat16')", "precision=bf16"),
        FactRow(auto + "d = torch.float16 if torch.cuda.is_available() else torch.float32\nm = AutoModelForCausalLM.from_pretrained('x', torch_dtype=d)", "precision=fp16|fp32"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', torch_dtype='auto')", "precision=?"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', torch_dtype=d)", "precision=?"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', device_map='cpu')", "device=cpu"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', device_map='cuda:0')", "device=accelerator"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x')\nm.to('cuda')", "device=accelerator"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x').cuda().eval()", "device=accelerator purpose=inference"),
        FactRow(auto + "d = 'cuda' if torch.cuda.is_available() else 'cpu'\nm = AutoModelForCausalLM.from_pretrained('x').to(d)", "device=accelerator|cpu"),
        FactRow(auto + "d = torch.device('cpu')\nm = AutoModelForCausalLM.from_pretrained('x').to(d)", "device=cpu"),
        FactRow(auto + "class A:\n    def __init__(self):\n        self.m = AutoModelForCausalLM.from_pretrained('x')\n        self.m.to('cuda')", "device=accelerator"),
        FactRow(auto + "def f():\n    m = AutoModelForCausalLM.from_pretrained('x')\ndef g(m):\n    m.to('cuda')", "device=?"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', load_in_8bit=True)", "quantization=bitsandbytes-int8 int8-threshold=6"),
        FactRow(auto + "c = BitsAndBytesConfig(load_in_8bit=True)\nm = AutoModelForCausalLM.from_pretrained('x', quantization_config=c)", "quantization=bitsandbytes-int8 int8-threshold=6"),
        FactRow(auto + "c = BitsAndBytesConfig(load_in_8bit=True, llm_int8_threshold=0.0)\nm = AutoModelForCausalLM.from_pretrained('x', quantization_config=c)", "int8-threshold=0"),
        FactRow(auto + "c = BitsAndBytesConfig(load_in_4bit=True)\nm = AutoModelForCausalLM.from_pretrained('x', quantization_config=c)", "quantization=bitsandbytes-4bit"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', quantization_config=c)", "quantization=?"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x', **kw)", "quantization=? precision=?"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x')\nloss.backward()", "purpose=training"),
        FactRow(auto + "m = AutoModelForCausalLM.from_pretrained('x')\nm.generate()", "purpose=inference"),
        FactRow("from transformers import AutoTokenizer\nt = AutoTokenizer.from_pretrained('x')", "no fact"),
        FactRow("class M:\n    pass\nm = M.from_pretrained('x')", "no fact"),
    ]

    static let http = [
        FactRow("import requests\nrequests.post('http://orders:8080/x', json={})", "host=orders internal=true body=json client=requests"),
        FactRow("import requests\nrequests.post('https://api.example.com/x', json={})", "host=api.example.com internal=false"),
        FactRow("import requests\nrequests.post('http://localhost:80/x', json={})", "host=localhost internal=false"),
        FactRow("import requests\nrequests.post('http://10.1.2.3/x', json={})", "internal=true"),
        FactRow("import requests\nrequests.post('http://172.32.0.1/x', json={})", "internal=false"),
        FactRow("import requests\nrequests.post('http://a.shop.svc.cluster.local/x', json={})", "internal=true"),
        FactRow("import requests\nrequests.post('http://orders/x', data=b'x')", "no fact"),
        FactRow("import requests\nrequests.post('http://orders/x', json=None)", "no fact"),
        FactRow("import requests\ndef f(i):\n    requests.post(f'http://orders/{i}', json={})", "host=orders"),
        FactRow("import requests\ndef f(h):\n    requests.post(f'http://{h}/x', json={})", "no fact"),
        FactRow("import requests\ndef f(h):\n    requests.post(f'http://orders{h}/x', json={})", "no fact"),
        FactRow("import requests, os\nU = os.getenv('U', 'http://orders')\nrequests.post(U + '/x', json={})", "host=~orders internal=~true"),
        FactRow("import requests, os\nrequests.post(f\"{os.environ['U']}/x\", json={})", "no fact"),
        FactRow("import requests\nfor x in xs:\n    requests.post('http://orders/x', json=x)", "loop=per-item"),
        FactRow("import httpx\nc = httpx.Client(base_url='http://orders')\nc.post('/x', json={})", "host=orders client=httpx"),
        FactRow("import aiohttp\nasync def f():\n    async with aiohttp.ClientSession() as s:\n        async with s.post('http://orders/x', json={}) as r:\n            pass", "host=orders client=aiohttp"),
        FactRow("import requests\n@app.post('/x')\ndef f():\n    requests.post('http://orders/x', json={})", "handler=request_handler"),
        FactRow("def f(session):\n    session.post('http://orders/x', json={})", "no fact"),
    ]

    private static let frame = "import pandas as pd\ndf = pd.read_csv('x')\n"

    static let frames = [
        FactRow(frame + "for i in range(len(df)):\n    x += df.iloc[i]['a']", "frame=df library=pandas"),
        FactRow(frame + "for i in range(df.shape[0]):\n    x += df.loc[i, 'a']", "frame=df"),
        FactRow(frame + "for i in tqdm(range(len(df))):\n    x += df['a'].iloc[i]", "frame=df"),
        FactRow(frame + "n = len(df)\nfor i in range(n):\n    x += df.at[i, 'a']", "frame=df"),
        FactRow(frame + "for i in range(len(df)):\n    x += df.iloc[i:i + 5].sum()", "no fact"),
        FactRow(frame + "for i in range(len(df.head(5))):\n    x += df.iloc[0]", "no fact"),
        FactRow("import pandas as pd\ndf = pd.DataFrame({'a': [1, 2]})\nfor i in range(len(df)):\n    x += df.iloc[i]", "no fact"),
        FactRow("import pandas as pd\ndf = load().head(3)\nfor i in range(len(df)):\n    x += df.iloc[i]", "no fact"),
        FactRow(frame + "for i in range(len(df)):\n    print(df.iloc[i])", "no fact"),
        FactRow(frame + "for i in range(len(xs)):\n    x += xs[i]", "no fact"),
        FactRow(frame + "for x in range(len(df)):\n    y += other.iloc[x]", "no fact"),
        FactRow("import polars as pl\nfor i in range(len(df)):\n    x += df.iloc[i]", "no fact"),
    ]
}
